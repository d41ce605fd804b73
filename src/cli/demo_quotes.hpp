// A quote for what turned up: drawn up from the order, sent, and answered or not.
#pragma once

#include "cli/demo_job.hpp"

namespace autojet::cli {

struct Found {
    workshop::NewLine line;
    bool can_wait = false;
};

// When it was answered, withdrawn, or sent and nothing more. Moments after now happen now.
Instant ask_by_quote(Floor& floor, store::Tx& outer, const workshop::WorkOrder& order, const std::vector<Found>& found,
                     Outcome outcome, Language language, Instant when, const privacy::Actor& mechanic);

}  // namespace autojet::cli
