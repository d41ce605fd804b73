// The slice as the program takes it in.
#pragma once

#include "shop/module.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

class Workshop {
public:
    Workshop(const House& house, const booking::Bookings& bookings, const staff::Desk& desk)
        : orders_(house, bookings), desk_(orders_, desk) {}

    // Its routes use the Workshop.
    [[nodiscard]] Module module() const;

    [[nodiscard]] const Orders& orders() const { return orders_; }

private:
    Orders orders_;
    WorkDesk desk_;
};

}  // namespace autojet::workshop
