#pragma once

#include <chrono>
#include <compare>

namespace autojet::policy {

enum class Unit { hours, days, months, years };

// The moment from which a period is counted. `financial_year_end` is the end of the calendar year of the event.
enum class After {
    start,
    writing,
    entry,
    last_appointment,
    last_message,
    financial_year_end,
    answer,
    delivery,
    end_of_consent,
    leaving,
};

// How long a class of data is kept (policy K1-K3): `count` units after an event.
struct Period {
    int count = 0;
    Unit unit = Unit::days;
    After after = After::start;

    friend constexpr bool operator==(const Period&, const Period&) = default;
};

// The first moment at which data of this period may no longer be there. Months and years are civil ones in UTC, and a
// day that the target month lacks becomes its last day. An invoice of 2026-03-10 with seven years: 2034-01-01T00:00:00Z
// (policy K3).
std::chrono::sys_seconds ends(const Period& period, std::chrono::sys_seconds event);

// The last event whose data may no longer be there at `now`: what happened then or before goes. Never too early; at the
// end of a month that is shorter than the one before, up to the end of that day late.
std::chrono::sys_seconds last_over(const Period& period, std::chrono::sys_seconds now);

// True unless `after` surely keeps no longer than `before`: another starting event counts as longer, and so does a
// comparison of months with days that depends on the month.
bool longer(const Period& before, const Period& after);

}  // namespace autojet::policy
