#pragma once

#include <vector>

#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

// What a final invoice takes off for an invoice over a deposit: one part for each treatment that bears an amount, in
// the basis of the final invoice. Throws Broken for a credit note.
std::vector<Deposit> deposits_of(const Invoice& invoice, PriceBasis basis_of_the_final_one);

}  // namespace autojet::invoicing
