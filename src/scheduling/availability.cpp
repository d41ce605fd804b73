#include "scheduling/availability.hpp"

#include <algorithm>

namespace autojet::scheduling {

namespace {

// Two days of slack on either side: spans may run past midnight, and zones differ from UTC.
Span range_of(const Rules& rules, CivilDate from, int days) {
    const auto slack = std::chrono::hours{48};
    const auto midnight = rules.zone.start_of(from);
    return {midnight - slack, midnight + std::chrono::days{days} + slack};
}

}  // namespace

std::vector<DayAvailability> free_starts(store::Tx& tx, const Rules& rules, const Need& need, Minutes duration,
                                         CivilDate from, int days) {
    const Occupancy occupancy(tx, range_of(rules, from, days));
    const Instant earliest = tx.now() + rules.booking.notice;
    const CivilDate last = rules.last_day(tx.now());

    std::vector<DayAvailability> answer;
    answer.reserve(static_cast<std::size_t>(days));
    for (int n = 0; n < days; ++n) {
        auto& day = answer.emplace_back(DayAvailability{add_days(from, n), {}});
        if (day.date > last) continue;
        for (const Instant start : rules.offered_starts(day.date, duration)) {
            if (start < earliest || start <= tx.now()) continue;
            const bool free = std::ranges::any_of(rules.resources, [&](const Resource& resource) {
                return resource.suits(need) && occupancy.is_free(resource.id, {start, start + duration + need.buffer});
            });
            if (free) day.starts.push_back(start);
        }
    }
    return answer;
}

std::optional<Instant> first_free_start(store::Tx& tx, const Rules& rules, const Need& need, Minutes duration) {
    constexpr int week = 7;
    for (CivilDate from = rules.today(tx.now()); from <= rules.last_day(tx.now()); from = add_days(from, week))
        for (const auto& day : free_starts(tx, rules, need, duration, from, week))
            if (!day.starts.empty()) return day.starts.front();
    return std::nullopt;
}

}  // namespace autojet::scheduling
