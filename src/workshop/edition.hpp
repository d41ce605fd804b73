// Two people, one order: what can be edited carries a count of its changes. A form sends the count that it was made
// from; when somebody else was quicker, nothing is written, and the page shows both (edit_conflict.hpp).
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

namespace autojet::workshop {

struct Edition {
    std::int64_t version = 0;  // 0: nothing is there yet
    Instant changed;
    std::string changed_by;  // as in the ledger
};

inline constexpr std::string_view changed_meanwhile = "changed_meanwhile";

// Refused with `changed_meanwhile` when `seen` is not the version that is there.
Result<void> unchanged_since(const Edition& edition, std::int64_t seen);

}  // namespace autojet::workshop
