// The end of the day at the till: what lies in it is counted, and the difference is booked.
#pragma once

#include <optional>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct TillCount {
    CivilDate day;
    Money expected;  // by the books
    Money counted;
    std::optional<EntryId> entry;  // that books the difference

    [[nodiscard]] Money difference() const { return counted - expected; }
};

// Closes the till until the end of that day: cash on it or before is refused from then on. Refused with
// `negative_amount` or `amount_too_large` (counted), `day_closed` (that day or a later one), and what post() refuses.
Result<TillCount> close_till(store::Tx& tx, CivilDate day, Money counted);

std::optional<TillCount> find_till_count(store::Tx& tx, CivilDate day);
std::optional<TillCount> last_till_count(store::Tx& tx);

}  // namespace autojet::bookkeeping
