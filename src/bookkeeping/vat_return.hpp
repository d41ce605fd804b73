// The VAT return of a quarter (Dutch boxes 1a to 5b), from the journal alone, with what stands behind each figure.
//
// The return is in whole euros, each figure rounded by itself in the taxpayer's favour: turnover and VAT owed down,
// input VAT up; below nothing as well, so that -12.30 owed is -13. 5a is the sum of the rounded figures, as on the
// form.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct BehindFigure {
    EntryId entry;
    CivilDate day;
    std::optional<InvoiceNumber> document;
    Money base;
    Money vat;
};

struct Figure {
    std::string box;  // "1a"
    Money base;       // what VAT is charged on; for 5b nothing
    Money vat;
    std::int64_t base_euros = 0;
    std::int64_t vat_euros = 0;
    std::vector<BehindFigure> entries;  // in order; they sum to base and VAT
};

struct VatReturn {
    int year = 0;
    int quarter = 0;
    std::vector<Figure> figures;      // 1a, 1b, 1c, 1d, 1e, 2a, 3a, 3b
    std::int64_t subtotal_euros = 0;  // 5a
    Figure input;                     // 5b

    // Below nothing: to be received.
    [[nodiscard]] std::int64_t euros_to_pay() const { return subtotal_euros - input.vat_euros; }
    [[nodiscard]] const Figure& figure(std::string_view box) const;  // throws Broken for a box that is not there
};

inline constexpr std::array<std::string_view, 8> boxes_of_sales{"1a", "1b", "1c", "1d", "1e", "2a", "3a", "3b"};

VatReturn vat_return(store::Tx& tx, int year, int quarter);

// Books the return on that day: VAT of the quarter goes to "VAT to settle" in whole euros, the rest to rounding
// differences. From then on VAT is refused on days of the quarter. Refused with `quarter_not_over`, `quarter_settled`,
// `earlier_quarter_open` (one of that year with VAT), `nothing_to_settle`, and what post() refuses.
Result<EntryId> settle_vat(store::Tx& tx, int year, int quarter, CivilDate day);

// The entry that booked the return; nullopt while it is open.
std::optional<EntryId> settlement_of(store::Tx& tx, int year, int quarter);

}  // namespace autojet::bookkeeping
