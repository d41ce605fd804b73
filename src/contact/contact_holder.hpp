// What the contact form keeps about people, for their rights (policy R1, R3, R6).
#pragma once

#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::contact {

// Uses `house`.
[[nodiscard]] Holder letters_holder(const House& house);

}  // namespace autojet::contact
