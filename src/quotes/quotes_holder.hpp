// What quotes keep about people.
#pragma once

#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::quotes {

// Comes before the holder that deletes the orders: it goes by them.
[[nodiscard]] Holder quotes_holder(const House& house);

}  // namespace autojet::quotes
