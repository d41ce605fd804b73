// What this room keeps about people, for their rights (policy R1, R3, R6): told, and kept as the law asks (policy K3).
#pragma once

#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::payments {

// Uses `house`.
[[nodiscard]] Holder payments_holder(const House& house);

}  // namespace autojet::payments
