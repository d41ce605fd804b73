#include "figures/counting.hpp"

#include <algorithm>
#include <set>

namespace autojet::figures {

namespace {

using booking::CountedBooking;
using scheduling::Span;
using std::chrono::duration_cast;

constexpr std::chrono::hours late{24};

Minutes overlap(const Span& one, const Span& other) {
    const auto start = std::max(one.start, other.start);
    const auto end = std::min(one.end, other.end);
    return end > start ? duration_cast<Minutes>(end - start) : Minutes{};
}

Span span_of(const Window& window, const Zone& zone) {
    return {zone.start_of(window.from), zone.start_of(add_days(window.until, 1))};
}

// Openings may overlap; time counts once.
std::vector<Span> open_time(const scheduling::Rules& rules, CivilDate day) {
    std::vector<Span> merged;
    for (const auto& span : rules.open_spans(day))
        if (!merged.empty() && span.start <= merged.back().end)
            merged.back().end = std::max(merged.back().end, span.end);
        else
            merged.push_back(span);
    return merged;
}

std::vector<Use> empty_days(store::Tx& tx, const scheduling::Rules& rules, const Window& window, const Span& whole) {
    const auto blocks = scheduling::blocks_between(tx, whole);
    std::vector<Use> days;
    for (auto day = window.from; day <= window.until; day = add_days(day, 1)) {
        Use use{.first = day};
        for (const auto& open : open_time(rules, day)) {
            use.available += static_cast<int>(rules.resources.size()) * overlap(open, open);
            for (const auto& block : blocks) use.available -= overlap(open, block.span);
        }
        days.push_back(use);
    }
    return days;
}

template <class T>
std::optional<T> median(std::vector<T> values) {
    if (values.size() < static_cast<std::size_t>(fewest)) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

// Adds up one booking after the other.
class Sum {
public:
    Sum(const scheduling::Rules& rules, std::vector<Use> days) : zone_(rules.zone) { sums_.days = std::move(days); }

    void add(const CountedBooking& booking) {
        if (booking.status == booking::Status::cancelled) {
            ++sums_.cancelled;
            if (booking.cancelled && booking.span.start - *booking.cancelled < late) ++sums_.cancelled_late;
            return;
        }
        const auto day = date_of(zone_.to_local(booking.span.start));
        const auto place = std::chrono::sys_days{day} - std::chrono::sys_days{sums_.days.front().first};
        sums_.days.at(static_cast<std::size_t>(place.count())).booked +=
            duration_cast<Minutes>(booking.span.end - booking.span.start);
        ++sums_.appointments;
        sums_.agreed += booking.price;
        auto& service = services_[booking.service];
        ++service.times;
        service.agreed += booking.price;
        const auto made = date_of(zone_.to_local(booking.created));
        const auto ahead = static_cast<int>((std::chrono::sys_days{day} - std::chrono::sys_days{made}).count());
        const auto group = std::ranges::find_if(lead_limits, [&](int last) { return ahead <= last; });
        ++sums_.lead.at(static_cast<std::size_t>(group - lead_limits.begin()));
        lead_.push_back(std::max(ahead, 0));
    }
    void leave_out() { ++sums_.left_out; }

    Figures finish() && {
        sums_.whole.first = sums_.days.front().first;
        for (const auto& day : sums_.days) {
            sums_.whole.booked += day.booked;
            sums_.whole.available += day.available;
        }
        for (auto& [name, service] : services_) {
            service.service = name;
            sums_.services.push_back(std::move(service));
        }
        std::ranges::stable_sort(sums_.services, std::greater{}, &ServiceUse::times);
        sums_.lead_median = median(std::move(lead_));
        return std::move(sums_);
    }

private:
    const Zone& zone_;
    Figures sums_;
    std::map<std::string, ServiceUse> services_;
    std::vector<int> lead_;
};

// Who had a confirmed appointment that is over, and was not seen on a day on which others were.
void add_visits(Figures& figures, const std::vector<CountedBooking>& bookings, const std::vector<Visit>& visits,
                const privacy::Counted& counted, const Zone& zone, Instant now) {
    std::map<booking::BookingId, const Visit*> seen;
    for (const auto& visit : visits)
        if (visit.arrived) seen[visit.booking] = &visit;
    const auto day_of = [&](const CountedBooking& booking) { return date_of(zone.to_local(booking.span.start)); };
    std::set<CivilDate> watched;
    std::vector<std::int64_t> minutes;
    for (const auto& booking : bookings)
        if (const auto found = seen.find(booking.id); found != seen.end() && counted.counts(booking.person)) {
            watched.insert(day_of(booking));
            if (found->second->ready)
                minutes.push_back(duration_cast<Minutes>(*found->second->ready - *found->second->arrived).count());
        }
    figures.ready_median = median(std::move(minutes));
    if (watched.empty()) return;
    figures.no_shows = static_cast<int>(std::ranges::count_if(bookings, [&](const CountedBooking& booking) {
        return booking.status == booking::Status::confirmed && booking.span.end <= now &&
               counted.counts(booking.person) && watched.contains(day_of(booking)) && !seen.contains(booking.id);
    }));
}

}  // namespace

std::optional<std::int64_t> Use::percent() const {
    if (available <= Minutes{}) return std::nullopt;
    return round_half_up(booked.count() * 100, available.count());
}

Result<Figures> count(store::Tx& tx, const House& house, const scheduling::Rules& rules, const Window& window,
                      const Visits& visits, const privacy::Actor& actor, policy::Openings& openings) {
    const auto whole = span_of(window, rules.zone);
    const auto bookings = booking::to_be_counted(tx, whole);
    std::set<PersonId> persons;
    for (const auto& booking : bookings) persons.insert(booking.person);
    const auto counted = privacy::who_is_counted(tx, house.gate, house.policies, actor, persons, openings);
    if (!counted) return tl::unexpected(counted.error());
    Sum sum(rules, empty_days(tx, rules, window, whole));
    for (const auto& booking : bookings)
        if (counted->counts(booking.person))
            sum.add(booking);
        else
            sum.leave_out();
    auto figures = std::move(sum).finish();
    if (visits) add_visits(figures, bookings, visits(tx, whole), *counted, rules.zone, tx.now());
    return figures;
}

std::vector<Use> by_week(const std::vector<Use>& days) {
    std::vector<Use> weeks;
    for (const auto& day : days) {
        const auto monday = monday_of_week(day.first);
        if (weeks.empty() || weeks.back().first != monday) weeks.push_back({.first = monday});
        weeks.back().booked += day.booked;
        weeks.back().available += day.available;
    }
    return weeks;
}

}  // namespace autojet::figures
