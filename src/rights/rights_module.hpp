// The slice as the program takes it in.
#pragma once

#include "booking/booking.hpp"
#include "rights/desk.hpp"
#include "rights/me.hpp"
#include "shop/module.hpp"

namespace autojet::rights {

class RightsModule {
public:
    // Uses `holders`, those of all slices, when it answers and not before.
    RightsModule(booking::Bookings& bookings, const shop::Site& site, const staff::Desk& desk,
                 const std::vector<Holder>& holders)
        : house_(bookings.house()), holders_(holders), me_(house_, site, holders), desk_(house_, desk, holders) {}

    // Its routes and jobs use the RightsModule.
    [[nodiscard]] Module module();

private:
    const House& house_;
    const std::vector<Holder>& holders_;
    Me me_;
    DeskPages desk_;
};

// What the register of requests and the imports keep about people.
[[nodiscard]] Holder rights_holder(const House& house);

// What the owner has to do: requests by their due dates, recipients to be told.
[[nodiscard]] std::vector<ToDo> open_requests(store::Tx& tx, const House& house, Language language);

}  // namespace autojet::rights
