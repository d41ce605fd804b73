// The two days of the year on which the wall clock jumps: 28 March and 31 October 2027 in Amsterdam.
#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "scheduling/rules.hpp"

namespace autojet::scheduling {
namespace {

using namespace std::chrono;

constexpr CivilDate spring{year{2027} / 3 / 28};   // 02:00 is 03:00, at 01:00 UTC
constexpr CivilDate autumn{year{2027} / 10 / 31};  // 03:00 is 02:00, at 01:00 UTC

Instant utc(CivilDate day, minutes time) {
    return sys_days{day} + time;
}

// Both days are Sundays; the Saturdays before them are there for the nights.
Rules open(weekday day, minutes opens, minutes closes) {
    return {.zone = Zone::find("Europe/Amsterdam").value(),
            .booking = {.on_holidays = true},  // 28 March 2027 is Easter
            .openings = {{day, opens, closes}},
            .closures = {},
            .resources = {}};
}

std::vector<std::string> wall_clock(const Rules& rules, const std::vector<Instant>& starts) {
    std::vector<std::string> times;
    for (const auto start : starts) times.push_back(rules.zone.format_rfc3339(start).substr(11, 5));
    return times;
}

using Spans = std::vector<Span>;

TEST(InSpring, the_working_day_begins_by_the_new_time) {
    const auto rules = open(Sunday, 8h, 18h);
    EXPECT_EQ(rules.open_spans(spring), (Spans{{utc(spring, 6h), utc(spring, 16h)}}));
    EXPECT_EQ(wall_clock(rules, rules.offered_starts(spring, 60min)).front(), "08:00");
    EXPECT_EQ(rules.open_spans(add_days(spring, -7)),
              (Spans{{utc(add_days(spring, -7), 7h), utc(add_days(spring, -7), 17h)}}));
}

TEST(InAutumn, the_working_day_begins_by_the_new_time) {
    EXPECT_EQ(open(Sunday, 8h, 18h).open_spans(autumn), (Spans{{utc(autumn, 7h), utc(autumn, 17h)}}));
}

TEST(InSpring, a_night_is_an_hour_shorter) {
    const auto rules = open(Saturday, 22h, 6h);
    const auto saturday = add_days(spring, -1);
    EXPECT_EQ(rules.open_spans(saturday), (Spans{{utc(saturday, 21h), utc(spring, 4h)}}));
    const std::vector<std::string> times{"22:00", "22:30", "23:00", "23:30", "00:00", "00:30", "01:00",
                                         "01:30", "03:00", "03:30", "04:00", "04:30", "05:00"};
    EXPECT_EQ(wall_clock(rules, rules.offered_starts(saturday, 60min)), times);
}

TEST(InAutumn, a_night_is_an_hour_longer) {
    const auto rules = open(Saturday, 22h, 6h);
    const auto saturday = add_days(autumn, -1);
    EXPECT_EQ(rules.open_spans(saturday), (Spans{{utc(saturday, 20h), utc(autumn, 5h)}}));
    const std::vector<std::string> times{"22:00", "22:30", "23:00", "23:30", "00:00", "00:30",
                                         "01:00", "01:30", "02:00", "02:30", "02:00", "02:30",
                                         "03:00", "03:30", "04:00", "04:30", "05:00"};
    EXPECT_EQ(wall_clock(rules, rules.offered_starts(saturday, 60min)), times);
}

TEST(InSpring, a_whole_day_has_twenty_three_hours) {
    EXPECT_EQ(open(Sunday, 0min, 0min).open_spans(spring), (Spans{{utc(add_days(spring, -1), 23h), utc(spring, 22h)}}));
}

TEST(InAutumn, a_whole_day_has_twenty_five_hours) {
    EXPECT_EQ(open(Sunday, 0min, 0min).open_spans(autumn), (Spans{{utc(add_days(autumn, -1), 22h), utc(autumn, 23h)}}));
}

TEST(InSpring, hours_that_begin_or_end_in_the_gap_move_to_the_new_time) {
    EXPECT_EQ(open(Sunday, 2h + 30min, 5h).open_spans(spring), (Spans{{utc(spring, 1h + 30min), utc(spring, 3h)}}));
    EXPECT_EQ(open(Sunday, 0h, 2h + 30min).open_spans(spring),
              (Spans{{utc(add_days(spring, -1), 23h), utc(spring, 1h + 30min)}}));
    EXPECT_TRUE(open(Sunday, 2h, 3h).offered_starts(spring, 30min).empty()) << "an hour that does not exist";
}

TEST(InAutumn, hours_in_the_repeated_hour_mean_the_first) {
    EXPECT_EQ(open(Sunday, 2h, 2h + 30min).open_spans(autumn), (Spans{{utc(autumn, 0h), utc(autumn, 30min)}}));
}

TEST(InAutumn, both_readings_of_the_repeated_hour_can_be_booked_and_are_two_times) {
    const auto rules = open(Sunday, 0h, 6h);
    const Instant before = utc(autumn, 0h - 24h);
    EXPECT_TRUE(rules.admit(utc(autumn, 30min), 30min, before));
    EXPECT_TRUE(rules.admit(utc(autumn, 1h + 30min), 30min, before));
    EXPECT_EQ(rules.zone.format_rfc3339(utc(autumn, 30min)), "2027-10-31T02:30:00+02:00");
    EXPECT_EQ(rules.zone.format_rfc3339(utc(autumn, 1h + 30min)), "2027-10-31T02:30:00+01:00");
}

// Around both days, whatever the hours: starts grow, leave room, and each is admitted; nothing between them is.
TEST(AroundBothDays, what_is_offered_is_admitted_and_nothing_else) {
    EXPECT_TRUE(rc::check([] {
        const auto day = add_days(*rc::gen::element(spring, autumn), *rc::gen::inRange(-1, 2));
        const minutes opens{*rc::gen::inRange(0, 24 * 60)};
        const minutes closes{*rc::gen::inRange(0, 24 * 60)};
        const minutes duration{5 * *rc::gen::inRange(1, 60)};
        auto rules = open(weekday_of(day), opens, closes);
        rules.booking.step = minutes{5 * *rc::gen::inRange(1, 13)};
        const Instant before = sys_days{day} - 72h;

        const auto starts = rules.offered_starts(day, duration);
        RC_ASSERT(std::ranges::adjacent_find(starts, std::greater_equal{}) == starts.end());
        for (const auto& span : rules.open_spans(day))
            for (Instant start = span.start - 1h; start < span.end + 1h; start += quantum_length) {
                const bool offered = std::ranges::find(starts, start) != starts.end();
                RC_ASSERT(rules.admit(start, duration, before).has_value() == offered);
                RC_ASSERT(!offered || (start >= span.start && start + duration <= span.end));
            }
    }));
}

}  // namespace
}  // namespace autojet::scheduling
