#pragma once

#include <cstdint>
#include <vector>

#include "base/money.hpp"

namespace autojet::invoicing {

// The total in whole cents, dealt out in proportion to the weights by largest remainder; among equals the earlier comes
// first. The shares sum to the total, each is less than a cent from its exact part, and what weighs nothing gets
// nothing. Nothing may be negative, and a total of anything needs a weight: else Broken.
std::vector<Money> shares_of(Money total, const std::vector<Money>& weights);

}  // namespace autojet::invoicing
