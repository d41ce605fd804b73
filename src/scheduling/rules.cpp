#include "scheduling/rules.hpp"

#include <algorithm>

namespace autojet::scheduling {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// A wall-clock time that spring skips means the moment after the gap; one that autumn repeats means the first.
Instant instant_of(const Zone& zone, LocalTime local) {
    const auto instants = zone.to_instants(local);
    return instants.empty() ? instant_of(zone, local + std::chrono::hours{1}) : instants.front();
}

// The first whole quantum of UTC that is not before this moment.
Instant round_up(Instant instant) {
    const auto remainder = instant.time_since_epoch() % quantum_length;
    return remainder.count() == 0 ? instant : instant + (quantum_length - remainder);
}

}  // namespace

std::vector<Span> Rules::open_spans(CivilDate day) const {
    std::vector<Span> spans;
    if (is_closed_day(day)) return spans;
    const auto add = [&](Minutes opens, Minutes closes) {
        const CivilDate closing_day = closes > opens ? day : add_days(day, 1);
        spans.push_back({round_up(instant_of(zone, at(day, opens))), instant_of(zone, at(closing_day, closes))});
    };
    bool is_special = false;
    for (const auto& hours : special) {
        if (hours.day != day) continue;
        is_special = true;
        add(hours.opens, hours.closes);
    }
    if (!is_special)
        for (const auto& opening : openings)
            if (opening.day == weekday_of(day)) add(opening.opens, opening.closes);
    std::ranges::sort(spans, {}, &Span::start);
    return spans;
}

bool Rules::is_closed_day(CivilDate day) const {
    if (std::ranges::any_of(closures, [&](const Closure& c) { return c.first <= day && day <= c.last; })) return true;
    if (std::ranges::find(special, day, &SpecialHours::day) != special.end()) return false;
    const auto holiday = holiday_on(day);
    return holiday && is_closed_on(holidays, *holiday, booking.on_holidays);
}

const Resource* Rules::find_bay(ResourceId id) const {
    for (const auto* bays : {&resources, &retired})
        if (const auto found = std::ranges::find(*bays, id, &Resource::id); found != bays->end()) return &*found;
    return nullptr;
}

bool Resource::suits(const Need& need) const {
    if (state != BayState::in_use) return false;
    if (need.bays.empty() ? kind != need.kind : std::ranges::find(need.bays, id) == need.bays.end()) return false;
    return !need.size || sizes.empty() || std::ranges::find(sizes, *need.size) != sizes.end();
}

std::vector<Instant> Rules::offered_starts(CivilDate day, Minutes duration) const {
    std::vector<Instant> starts;
    for (const auto& span : open_spans(day))
        for (Instant start = span.start; start + duration <= span.end; start += booking.step) starts.push_back(start);
    std::ranges::sort(starts);  // hours may overlap
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    return starts;
}

Result<void> Rules::admit(Instant start, Minutes duration, Instant now) const {
    if (start <= now)
        return refuse(ErrorCode::invalid, "in_the_past", "This time has passed. Please choose another.", "start");
    if (start < now + booking.notice)
        return refuse(ErrorCode::invalid, "too_soon", "This time is too soon. Please choose a later one, or call us.",
                      "start");
    // A span that runs past midnight belongs to the day on which it began.
    const CivilDate day = date_of(zone.to_local(start));
    for (const CivilDate opened : {day, add_days(day, -1)})
        if (opened <= last_day(now) && std::ranges::binary_search(offered_starts(opened, duration), start)) return {};
    if (day > last_day(now))
        return refuse(ErrorCode::invalid, "too_far_ahead", "This day is too far ahead. Please choose an earlier one.",
                      "start");
    return refuse(ErrorCode::invalid, "not_offered", "This time cannot be booked. Please choose one from the list.",
                  "start");
}

CivilDate Rules::today(Instant now) const {
    return date_of(zone.to_local(now));
}
CivilDate Rules::last_day(Instant now) const {
    return add_days(today(now), booking.horizon_days);
}

Timetables::Timetables(store::Database& database, std::function<Zone(ShopId)> zone_of)
    : database_(database), zone_of_(std::move(zone_of)) {
    database_.after_commit([this](ShopId shop, store::Topic topic) {
        if (topic != store::Topic::catalogue) return;
        const std::scoped_lock lock(mutex_);
        kept_.erase(shop);
        ++changes_[shop];
    });
}

std::shared_ptr<const Timetable> Timetables::of(ShopId shop) {
    if (auto kept = find_kept(shop)) return kept;
    unsigned seen = 0;
    {
        const std::scoped_lock lock(mutex_);
        seen = changes_[shop];
    }
    auto read = database_.read(shop, [this](store::Tx& tx) { return load(tx); });
    const std::scoped_lock lock(mutex_);
    if (changes_[shop] == seen) kept_[shop] = read;
    return read;
}

// What a transaction sees may be older than what holds, or be rolled back: it is not kept.
std::shared_ptr<const Timetable> Timetables::of(store::Tx& tx) {
    auto kept = find_kept(tx.shop());
    return kept ? kept : load(tx);
}

std::shared_ptr<const Timetable> Timetables::load(store::Tx& tx) const {
    return std::make_shared<const Timetable>(
        Timetable{load_rules(tx, zone_of_(tx.shop())), load_catalogue(tx), load_sizes(tx)});
}

std::shared_ptr<const Timetable> Timetables::find_kept(ShopId shop) {
    const std::scoped_lock lock(mutex_);
    const auto found = kept_.find(shop);
    return found == kept_.end() ? nullptr : found->second;
}

}  // namespace autojet::scheduling
