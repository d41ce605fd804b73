// What lines add up to before there is an invoice: a work order, a quote.
#pragma once

#include <vector>

#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

// As an invoice of these lines would say, by the one rounding of the house, with a discount on the whole. Refused with
// `amount_too_large` and `discount_above_total`.
Result<Totals> work_out(PriceBasis basis, const std::vector<Line>& lines, Money discount = {});

}  // namespace autojet::invoicing
