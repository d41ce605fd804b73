// The times that a customer can still choose.
#pragma once

#include <optional>
#include <vector>

#include "scheduling/claims.hpp"
#include "scheduling/rules.hpp"

namespace autojet::scheduling {

struct DayAvailability {
    CivilDate date;
    std::vector<Instant> starts;  // in order; empty when nothing is free
};

// Free starts for work of this length in a bay that it needs, a row for each of `days` days from `from` on. A start
// that one of the bays can take, after the notice and within the horizon.
std::vector<DayAvailability> free_starts(store::Tx& tx, const Rules& rules, const Need& need, Minutes duration,
                                         CivilDate from, int days);

// The first free start from now on, if there is one before the horizon.
std::optional<Instant> first_free_start(store::Tx& tx, const Rules& rules, const Need& need, Minutes duration);

}  // namespace autojet::scheduling
