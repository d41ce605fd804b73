#include "calendar/state.hpp"

#include "base/enum_names.hpp"

namespace autojet::calendar {

namespace {

constexpr EnumNames<9> state_codes{"pending", "drop-off", "waiting", "late", "arrived",
                                   "working", "on-hold",  "ready",   "done"};
constexpr EnumNames<9> state_labels{"To confirm",  "Leaves the car", "Customer waits", "Late", "Is here",
                                    "In progress", "On hold",        "Ready",          "Done"};
constexpr EnumNames<9> state_icons{"clock", "key", "person", "alert", "check", "wrench", "block", "spark", "tick"};

}  // namespace

std::string_view code(State state) {
    return name_in(state_codes, state);
}
std::string_view label(State state) {
    return name_in(state_labels, state);
}
std::string_view icon(State state) {
    return name_in(state_icons, state);
}

State state_of(const Booking& booking, const Plan& plan, const std::map<std::int64_t, State>& jobs, Instant now) {
    if (const auto job = jobs.find(booking.id.value()); job != jobs.end()) {
        const bool is_over = job->second == State::ready || job->second == State::done;
        return !is_over && now >= booking.span.end ? State::late : job->second;
    }
    if (booking.status == booking::Status::pending) return State::pending;
    if (!jobs.empty() && now >= booking.span.start + late_after) return State::late;
    if (now >= booking.span.end) return State::done;
    return plan.waits ? State::waiting : State::drop_off;
}

}  // namespace autojet::calendar
