// The slice as the program takes it in.
#pragma once

#include "booking/booking_api.hpp"
#include "booking/booking_desk.hpp"
#include "booking/booking_manage.hpp"
#include "booking/booking_pages.hpp"
#include "shop/module.hpp"

namespace autojet::booking {

class BookingModule {
public:
    BookingModule(Bookings& bookings, const shop::Site& site, const staff::Desk& desk, AvailabilityCache& cache)
        : bookings_(bookings),
          pages_(bookings, site),
          manage_(bookings, site),
          desk_(bookings, desk),
          api_(bookings, site, cache) {}

    // What rooms above show on the desk's pages of this one. Before anything is asked for.
    void add(PageParts parts) { desk_.add(std::move(parts)); }

    // Its routes and jobs use the BookingModule.
    [[nodiscard]] Module module();

private:
    Bookings& bookings_;
    Pages pages_;
    ManagePages manage_;
    DeskPages desk_;
    Api api_;
};

}  // namespace autojet::booking
