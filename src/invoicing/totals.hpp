// What a document adds up to, by the one rounding of the house (docs/adr/0022): VAT once for each treatment, over the
// total of that treatment, half up to the cent. All amounts are positive, on credit notes too.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/money.hpp"
#include "base/result.hpp"
#include "invoicing/vat.hpp"

namespace autojet::invoicing {

struct InvoiceDraft;

struct LineTotals {
    Money shown;                // in the basis of the prices, after the line's discount
    Money net_before_discount;  // = net + net_discount
    Money net_discount;
    Money net;  // [BT-131]

    friend bool operator==(const LineTotals&, const LineTotals&) = default;
};

// A part of the document's discount, or a deposit, at one treatment [BG-20].
struct Deduction {
    VatTreatment vat = VatTreatment::standard;
    std::optional<std::size_t> deposit;  // its place among the deposits; nullopt for the discount
    Money shown;
    Money net;  // [BT-92]

    friend bool operator==(const Deduction&, const Deduction&) = default;
};

struct RateTotals {
    VatTreatment treatment = VatTreatment::standard;
    Money lines_net;
    Money deducted_net;
    Money taxable;  // [BT-116] = lines_net - deducted_net
    Money vat;      // [BT-117]
    Money gross;    // = taxable + vat

    friend bool operator==(const RateTotals&, const RateTotals&) = default;
};

struct Totals {
    std::vector<LineTotals> lines;      // in the order of the lines
    std::vector<Deduction> deductions;  // by treatment; the discount before the deposits
    std::vector<RateTotals> rates;      // only treatments that occur, in their order
    Money lines_net;                    // [BT-106]
    Money deducted_net;                 // [BT-107]
    Money net;                          // [BT-109]
    Money vat;                          // [BT-110]
    Money gross;                        // [BT-112]
    Money prepaid;                      // [BT-113]
    Money payable;                      // [BT-115]

    friend bool operator==(const Totals&, const Totals&) = default;
};

// Of lines that are sound by themselves (check() sees to that). Refused with `amount_too_large` (lines),
// `discount_above_total` (discount), `deposits_above_rate` (deposits: more than what is left at that treatment) and
// `prepaid_above_total` (prepaid).
Result<Totals> work_out(const InvoiceDraft& draft);

}  // namespace autojet::invoicing
