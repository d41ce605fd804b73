#include "policy/period.hpp"

#include <algorithm>

namespace autojet::policy {
namespace {

using std::chrono::sys_seconds;

sys_seconds plus_months(sys_seconds moment, int count) {
    const auto day = std::chrono::floor<std::chrono::days>(moment);
    const auto target = std::chrono::year_month_day{day} + std::chrono::months{count};
    const auto landed = target.ok() ? target : target.year() / target.month() / std::chrono::last;
    return std::chrono::sys_days{landed} + (moment - day);
}

sys_seconds counted_from(After after, sys_seconds event) {
    if (after != After::financial_year_end) return event;
    const auto year = std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(event)}.year();
    return std::chrono::sys_days{(year + std::chrono::years{1}) / std::chrono::January / 1};
}

struct Hours {
    int fewest;
    int most;
};

Hours length(const Period& period) {
    switch (period.unit) {
        case Unit::hours:
            return {period.count, period.count};
        case Unit::days:
            return {period.count * 24, period.count * 24};
        case Unit::months:
            return {period.count * 28 * 24, period.count * 31 * 24};
        case Unit::years:
            return {period.count * 365 * 24, period.count * 366 * 24};
    }
    return {};
}

bool in_months(Unit unit) {
    return unit == Unit::months || unit == Unit::years;
}

int months(const Period& period) {
    return period.unit == Unit::years ? period.count * 12 : period.count;
}

}  // namespace

sys_seconds ends(const Period& period, sys_seconds event) {
    const auto from = counted_from(period.after, event);
    switch (period.unit) {
        case Unit::hours:
            return from + std::chrono::hours{period.count};
        case Unit::days:
            return from + std::chrono::days{period.count};
        case Unit::months:
        case Unit::years:
            return plus_months(from, months(period));
    }
    return from;
}

sys_seconds last_over(const Period& period, sys_seconds now) {
    using std::chrono::days;
    if (period.unit == Unit::hours) return now - std::chrono::hours{period.count};
    auto day = std::chrono::floor<days>(now) - days{length(period).fewest / 24};
    while (ends(period, day) > now) day -= days{1};
    if (period.after == After::financial_year_end) return day + days{1} - std::chrono::seconds{1};
    const auto end = ends(period, day);
    while (ends(period, day - days{1}) == end) day -= days{1};  // the last days of a longer month end together
    return day + std::min<std::chrono::seconds>(now - end, days{1} - std::chrono::seconds{1});
}

bool longer(const Period& before, const Period& after) {
    if (before.after != after.after) return true;
    if (in_months(before.unit) && in_months(after.unit)) return months(after) > months(before);
    return length(after).most > length(before).fewest;
}

}  // namespace autojet::policy
