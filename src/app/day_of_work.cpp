#include "app/day_of_work.hpp"

#include "workshop/order.hpp"

namespace autojet::app {

namespace {

std::optional<calendar::State> shown(workshop::State state) {
    switch (state) {
        case workshop::State::booked:
            return std::nullopt;  // it has not come
        case workshop::State::arrived:
            return calendar::State::arrived;
        case workshop::State::in_progress:
            return calendar::State::working;
        case workshop::State::waiting:
            return calendar::State::on_hold;
        case workshop::State::ready:
            return calendar::State::ready;
        case workshop::State::collected:
            return calendar::State::done;
    }
    return std::nullopt;
}

}  // namespace

std::map<std::int64_t, calendar::State> job_states(store::Tx& tx, scheduling::Span span) {
    std::map<std::int64_t, calendar::State> states;
    for (const auto& [booking, state] : workshop::states_of_bookings(tx, span))
        if (const auto as = shown(state)) states.emplace(booking.value(), *as);
    return states;
}

std::vector<figures::Visit> visits(store::Tx& tx, scheduling::Span span) {
    std::vector<figures::Visit> all;
    for (const auto& visit : workshop::visits_of_bookings(tx, span))
        all.push_back({visit.booking, visit.arrived, visit.ready});
    return all;
}

}  // namespace autojet::app
