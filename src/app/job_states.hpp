// How far the work is, for the calendar: what the work orders say of bookings.
#pragma once

#include "calendar/state.hpp"

namespace autojet::app {

std::map<std::int64_t, calendar::State> job_states(store::Tx& tx, scheduling::Span span);

}  // namespace autojet::app
