// The shop as the controller of its policy (policy W1 to W4).
#pragma once

#include "policy/model.hpp"
#include "shop/shop.hpp"

namespace autojet::shop {

policy::Controller controller_of(const Shop& shop);

// The published text of a model, with the facts of this shop in it.
Result<std::string> with_facts_of(const Shop& shop, std::string_view model_toml);

}  // namespace autojet::shop
