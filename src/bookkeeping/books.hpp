// What the books do by themselves: they go, a year at a time, when their hold lapses (policy K3).
#pragma once

#include "shop/house.hpp"
#include "shop/module.hpp"

namespace autojet::bookkeeping {

// Its job uses the house.
[[nodiscard]] Module books_module(const House& house);

}  // namespace autojet::bookkeeping
