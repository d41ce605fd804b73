// How things stand with what is planned: from the booking, the clock, and the work itself where somebody writes it
// down.
#pragma once

#include <functional>
#include <map>

#include "calendar/plan.hpp"

namespace autojet::calendar {

// `waiting`: the customer stays. `late`: the vehicle has not come, or the work goes on past its time. `on_hold`: for
// parts, or an answer.
// `arrived`: the vehicle is here and nobody has begun.
enum class State { pending, drop_off, waiting, late, arrived, working, on_hold, ready, done };
std::string_view code(State state);
std::string_view label(State state);  // English, msgid
std::string_view icon(State state);   // its name in icons.svg: never told by colour alone

// How far the work is on the bookings that touch the span: arrived, working, on_hold, ready or done.
// A booking whose vehicle has not come is left out.
using JobStates = std::function<std::map<std::int64_t, State>(store::Tx&, Span)>;

// Nobody is called late in the first minutes.
inline constexpr std::chrono::minutes late_after{10};

// `jobs` is what JobStates answered: where it is empty nobody writes down who has come, and nobody is called late.
State state_of(const Booking& booking, const Plan& plan, const std::map<std::int64_t, State>& jobs, Instant now);

}  // namespace autojet::calendar
