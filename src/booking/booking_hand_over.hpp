// Name, contact and appointments of a customer, for the law (policy P3): no plate, no vehicle, no words.
#pragma once

#include "booking/booking.hpp"
#include "shop/hand_over.hpp"

namespace autojet::booking {

HandOver hand_over_of_customers(const Bookings& bookings);

}  // namespace autojet::booking
