#include "calendar/agenda.hpp"

#include "privacy/standing.hpp"

namespace autojet::calendar {

Agenda agenda(store::Tx& tx, const JobStates& jobs, Span span) {
    const auto states = jobs ? jobs(tx, span) : std::map<std::int64_t, State>{};
    const auto plans = plans_between(tx, span);
    Agenda all{.entries = {}, .blocks = scheduling::blocks_between(tx, span)};
    for (auto& planned : booking::between(tx, span)) {
        const auto found = plans.find(planned.id);
        const auto plan = found == plans.end() ? Plan{} : found->second;
        const auto state = state_of(planned, plan, states, tx.now());
        const auto use = booking::use_of(tx, planned.person);
        all.entries.push_back({std::move(planned), plan, state, use});
    }
    return all;
}

Span span_of(const Zone& zone, CivilDate first, int days) {
    return {zone.start_of(first), zone.start_of(add_days(first, days))};
}

std::string service_name(const House& house, const scheduling::Timetable& timetable, const Entry& entry,
                         Language language) {
    if (entry.use == booking::Use::only_kept) return house.messages.translate(language, privacy::restricted_badge);
    const auto* service = scheduling::find_service(timetable.catalogue, entry.booking.service);
    return service ? service->name(language) : entry.booking.service;
}

std::string bay_name(const scheduling::Rules& rules, ResourceId bay) {
    const auto found = std::ranges::find(rules.resources, bay, &scheduling::Resource::id);
    return found == rules.resources.end() ? std::string{} : found->name;
}

}  // namespace autojet::calendar
