// What bookings keep about people, for their rights: the customer's record, the appointments made with it, what was
// written, and what was sent about them (policy R1, R3, R6).
#pragma once

#include "booking/booking.hpp"
#include "shop/holder.hpp"

namespace autojet::booking {

// Uses `bookings`.
[[nodiscard]] Holder customers_holder(const Bookings& bookings);

}  // namespace autojet::booking
