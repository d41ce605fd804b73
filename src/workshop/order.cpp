#include "workshop/order.hpp"

#include "base/enum_names.hpp"

namespace autojet::workshop {

namespace {

constexpr EnumNames<6> state_codes{"booked", "arrived", "in_progress", "waiting", "ready", "collected"};
constexpr EnumNames<6> state_labels{"Booked in", "Arrived", "In progress", "Waiting", "Ready", "Collected"};
constexpr EnumNames<3> waiting_codes{"parts", "approval", "customer"};
constexpr EnumNames<3> waiting_labels{"Waits for parts", "Waits for approval", "Waits for the customer"};

void add_waits(std::vector<Stand>& stands, std::optional<Waiting> but = std::nullopt) {
    for (const auto waiting : all_waitings)
        if (waiting != but) stands.push_back({State::waiting, waiting});
}

}  // namespace

std::string_view code(State state) {
    return name_in(state_codes, state);
}
std::string_view label(State state) {
    return name_in(state_labels, state);
}
std::optional<State> state_from_code(std::string_view text) {
    return value_in<State>(state_codes, text);
}
std::string_view code(Waiting waiting) {
    return name_in(waiting_codes, waiting);
}
std::string_view label(Waiting waiting) {
    return name_in(waiting_labels, waiting);
}
std::optional<Waiting> waiting_from_code(std::string_view text) {
    return value_in<Waiting>(waiting_codes, text);
}

std::vector<Stand> next_stands(const Stand& stand) {
    std::vector<Stand> next;
    const auto add = [&](State state) { next.push_back({state, std::nullopt}); };
    switch (stand.state) {
        case State::booked:
            add(State::arrived);
            break;
        case State::arrived:
            add(State::in_progress);
            add_waits(next);
            break;
        case State::in_progress:
            add(State::ready);
            add_waits(next);
            break;
        case State::waiting:
            add(State::in_progress);
            add(State::ready);
            add_waits(next, stand.waiting_for);
            break;
        case State::ready:
            add(State::collected);
            add(State::in_progress);
            break;
        case State::collected:
            break;
    }
    return next;
}

}  // namespace autojet::workshop
