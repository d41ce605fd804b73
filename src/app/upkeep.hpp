// What the program does by itself for what belongs to no slice: the ledger, and keys that nobody needs.
#pragma once

#include <vector>

#include "shop/house.hpp"
#include "shop/module.hpp"

namespace autojet::app {

// It uses the house and the holders.
[[nodiscard]] Module upkeep_module(const House& house, const std::vector<Holder>& holders);

// What all slices keep longer than this shop has published (policy K1 to K3): of each class that is kept
// in the database, one or more lines.
[[nodiscard]] std::vector<privacy::Overdue> overdue(const House& house, const std::vector<Module>& modules,
                                                    store::Tx& tx);

// Sees whether anything is. Uses both.
[[nodiscard]] Observer overdue_observer(const House& house, const std::vector<Module>& modules);

}  // namespace autojet::app
