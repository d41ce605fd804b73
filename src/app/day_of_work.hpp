// What the work orders say of bookings: how far the work is, for the calendar; when vehicles came and were ready, for
// the figures.
#pragma once

#include "calendar/state.hpp"
#include "figures/counting.hpp"

namespace autojet::app {

std::map<std::int64_t, calendar::State> job_states(store::Tx& tx, scheduling::Span span);
std::vector<figures::Visit> visits(store::Tx& tx, scheduling::Span span);

}  // namespace autojet::app
