// The work that was done for a customer, for the law (policy P3): when it came in and went out, what was charged. No
// words of theirs, no plate, no picture, no state of the vehicle, and nothing of who did it.
#pragma once

#include "shop/hand_over.hpp"
#include "shop/house.hpp"

namespace autojet::workshop {

HandOver hand_over_of_orders(const House& house);

}  // namespace autojet::workshop
