// Consents as the program takes them in: told and erased with the person, swept when their time is over (policy R7).
#pragma once

#include "privacy/consent.hpp"
#include "shop/house.hpp"
#include "shop/module.hpp"

namespace autojet::shop {

// Uses `house`.
[[nodiscard]] Module consents_module(const House& house);

}  // namespace autojet::shop
