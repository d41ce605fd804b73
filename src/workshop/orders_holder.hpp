// What work orders keep about a customer, for their rights (policy R1, R3, R6). Erasing the record takes them along.
#pragma once

#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::workshop {

Holder orders_holder(const House& house);

}  // namespace autojet::workshop
