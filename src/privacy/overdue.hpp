// What is kept longer than the shop has published (policy K1 to K3). Slices count it by the same periods that their
// sweeps go by, but for themselves: a sweep that stopped, or forgets a table, shows here.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "policy/published.hpp"
#include "store/tx.hpp"

namespace autojet::privacy {

// How long after its time a sweep may come: jobs run at least daily, and what they delete in a day is bounded.
inline constexpr std::chrono::days time_to_sweep{2};

struct Overdue {
    policy::RetentionClass retention{};
    std::int64_t count = 0;         // of rows that should have gone at least `time_to_sweep` ago
    std::optional<Instant> oldest;  // the event from which the oldest of them counts
};

// Of each class that the slice keeps, one; also when nothing of it is overdue.
using OverdueOf = std::vector<Overdue>(store::Tx&, const policy::Published&);

// `sql` counts the rows of one class whose event is $2 or earlier, and answers that count and the earliest event.
[[nodiscard]] Overdue count_overdue(store::Tx& tx, policy::RetentionClass retention, const policy::Period& period,
                                    std::string_view sql);

}  // namespace autojet::privacy
