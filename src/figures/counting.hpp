// What the bookings of a time add up to, of people who have not objected and without saying who (policy P4).
#pragma once

#include <array>
#include <functional>
#include <map>

#include "booking/booking_counts.hpp"
#include "figures/window.hpp"
#include "privacy/counted.hpp"

namespace autojet::figures {

using scheduling::Minutes;

// Of fewer than this no number is told: in a small shop it would tell who (policy P4).
inline constexpr int fewest = 5;

struct Use {
    CivilDate first;  // of the day, or of the week
    Minutes booked{};
    Minutes available{};  // of all bays, by the opening hours of now, without what was blocked

    // In whole percents; nothing where no bay was open.
    [[nodiscard]] std::optional<std::int64_t> percent() const;
};

struct ServiceUse {
    std::string service;
    int times = 0;
    Money agreed;  // including VAT
};

// How long before the appointment it was made.
inline constexpr std::array lead_limits{0, 1, 3, 7, 14};  // days, the last of each group; one more group is beyond
using LeadGroups = std::array<int, lead_limits.size() + 1>;

// When a vehicle came and was ready: of the workshop, where there is one.
struct Visit {
    booking::BookingId booking;
    std::optional<Instant> arrived;
    std::optional<Instant> ready;
};
using Visits = std::function<std::vector<Visit>(store::Tx&, scheduling::Span)>;

struct Figures {
    std::vector<Use> days;
    Use whole;
    int appointments = 0;
    int cancelled = 0;
    int cancelled_late = 0;  // less than a day before
    Money agreed;
    std::vector<ServiceUse> services;  // most wanted first
    LeadGroups lead{};
    std::optional<int> lead_median;            // days
    std::optional<int> no_shows;               // of days on which arrivals were noted
    std::optional<std::int64_t> ready_median;  // minutes from arrival
    int left_out = 0;
};

// Refused as who_is_counted().
Result<Figures> count(store::Tx& tx, const House& house, const scheduling::Rules& rules, const Window& window,
                      const Visits& visits, const privacy::Actor& actor, policy::Openings& openings);

// The same days, by week.
std::vector<Use> by_week(const std::vector<Use>& days);

}  // namespace autojet::figures
