// The books of a demo shop after its invoices: what customers paid later, what the shop bought, cards and cash that
// went to the bank, the till closed every evening, VAT returns filed and paid, years closed.
#pragma once

#include <cstdint>

#include "shop/house.hpp"

namespace autojet::cli {

// For what was invoiced until now and is not settled yet. The last days and a few invoices stay open, as they do.
void invent_books(const House& house, ShopId shop, CivilDate today, std::uint64_t seed);

}  // namespace autojet::cli
