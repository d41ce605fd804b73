// The end of a financial year. Its result goes to equity, every balance is carried to the first day of the next year,
// and the year takes no more entries. Each year stands by itself then: it can go when its hold lapses.
#pragma once

#include <optional>
#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct YearClosing {
    int year = 0;
    Money result;  // a profit is positive
    Instant closed;
};

// Refused with `year_not_over`, `year_closed` and `earlier_year_open`.
Result<YearClosing> close_year(store::Tx& tx, int year);

std::optional<YearClosing> find_closing(store::Tx& tx, int year);
std::vector<YearClosing> closings(store::Tx& tx);  // newest first

}  // namespace autojet::bookkeeping
