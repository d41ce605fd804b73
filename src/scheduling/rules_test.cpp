#include "scheduling/rules.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"

namespace autojet::scheduling {
namespace {

using namespace std::chrono;

constexpr CivilDate monday{year{2026} / 11 / 23};
constexpr CivilDate tuesday{year{2026} / 11 / 24};
constexpr CivilDate saturday{year{2026} / 11 / 28};
// 09:00 on that Monday in Amsterdam.
constexpr Instant now{sys_days{monday} + 8h};

Instant at(CivilDate day, minutes wall_clock) {
    return sys_days{day} + wall_clock - 1h;  // winter
}

// Mondays and Tuesdays from eight to six, Saturday night from ten to two; starts every half hour.
Rules winter_rules() {
    return {.zone = Zone::find("Europe/Amsterdam").value(),
            .booking = {},
            .openings = {{Monday, 8h, 18h}, {Tuesday, 8h, 18h}, {Saturday, 22h, 2h}},
            .closures = {},
            .resources = {{ResourceId{1}, BayKind::care, "Care 1"}}};
}

TEST(OpenSpans, run_from_opening_to_closing) {
    EXPECT_EQ(winter_rules().open_spans(monday), (std::vector<Span>{{at(monday, 8h), at(monday, 18h)}}));
    EXPECT_TRUE(winter_rules().open_spans(add_days(monday, 2)).empty()) << "Wednesday";
}

TEST(OpenSpans, run_past_midnight_from_the_day_on_which_they_began) {
    EXPECT_EQ(winter_rules().open_spans(saturday), (std::vector<Span>{{at(saturday, 22h), at(saturday, 26h)}}));
    EXPECT_TRUE(winter_rules().open_spans(add_days(saturday, 1)).empty());
}

TEST(OpenSpans, of_a_day_that_never_closes_are_a_whole_day) {
    auto rules = winter_rules();
    rules.openings = {{Monday, 0min, 0min}, {Tuesday, 0min, 0min}};
    EXPECT_EQ(rules.open_spans(monday), (std::vector<Span>{{at(monday, 0h), at(monday, 24h)}}));
    EXPECT_EQ(rules.offered_starts(monday, 60min).size(), 47u);
    EXPECT_EQ(rules.offered_starts(monday, 24h).size(), 1u);
}

TEST(OpenSpans, can_be_several_and_come_in_order) {
    auto rules = winter_rules();
    rules.openings = {{Monday, 13h, 17h}, {Monday, 8h, 12h}};
    EXPECT_EQ(rules.open_spans(monday),
              (std::vector<Span>{{at(monday, 8h), at(monday, 12h)}, {at(monday, 13h), at(monday, 17h)}}));
}

TEST(OpenSpans, are_none_on_closed_days) {
    auto rules = winter_rules();
    rules.closures = {{tuesday, add_days(tuesday, 4)}};
    EXPECT_FALSE(rules.open_spans(monday).empty());
    EXPECT_TRUE(rules.open_spans(tuesday).empty());
    EXPECT_TRUE(rules.open_spans(saturday).empty()) << "the last day included";
    EXPECT_FALSE(rules.open_spans(add_days(monday, 7)).empty());
}

TEST(OpenSpans, are_none_on_public_holidays_unless_the_shop_works_then) {
    auto rules = winter_rules();
    const CivilDate easter_monday{year{2027} / 3 / 29};
    EXPECT_TRUE(rules.open_spans(easter_monday).empty());
    rules.booking.on_holidays = true;
    EXPECT_EQ(rules.open_spans(easter_monday).size(), 1u);
}

TEST(OfferedStarts, leave_room_for_the_work) {
    const auto starts = winter_rules().offered_starts(monday, 45min);
    EXPECT_EQ(starts.front(), at(monday, 8h));
    EXPECT_EQ(starts.back(), at(monday, 17h));
    EXPECT_EQ(starts.size(), 19u);
    EXPECT_TRUE(winter_rules().offered_starts(monday, 10h + 5min).empty());
    EXPECT_EQ(winter_rules().offered_starts(monday, 10h), std::vector<Instant>{at(monday, 8h)});
}

TEST(OfferedStarts, lie_on_the_quanta_even_when_the_shop_opens_between_two) {
    auto rules = winter_rules();
    rules.openings = {{Monday, 8h + 3min, 18h}};
    EXPECT_EQ(rules.offered_starts(monday, 45min).front(), at(monday, 8h + 5min));
}

TEST(OfferedStarts, come_once_and_in_order_when_opening_hours_overlap) {
    auto rules = winter_rules();
    rules.openings = {{Monday, 8h, 12h}, {Monday, 10h, 18h}};
    auto starts = rules.offered_starts(monday, 60min);
    EXPECT_TRUE(std::ranges::is_sorted(starts, std::less_equal{}) ||
                std::ranges::adjacent_find(starts, std::greater_equal{}) == starts.end());
    for (const auto start : starts) EXPECT_EQ(reason_of(rules.admit(start, 60min, now - 24h)), "");
}

TEST(Admission, takes_what_is_offered_after_the_notice) {
    const auto rules = winter_rules();
    EXPECT_EQ(reason_of(rules.admit(at(monday, 11h), 60min, now)), "");
    EXPECT_EQ(reason_of(rules.admit(at(saturday, 24h + 30min), 60min, now)), "") << "past midnight";
}

TEST(Admission, says_why_it_refuses) {
    const auto rules = winter_rules();
    EXPECT_EQ(reason_of(rules.admit(at(monday, 8h), 60min, now)), "in_the_past");
    EXPECT_EQ(reason_of(rules.admit(now, 60min, now)), "in_the_past");
    EXPECT_EQ(reason_of(rules.admit(at(monday, 10h + 30min), 60min, now)), "too_soon");
    EXPECT_EQ(reason_of(rules.admit(at(tuesday, 8h + 5min), 60min, now)), "not_offered");
    EXPECT_EQ(reason_of(rules.admit(at(tuesday, 17h + 30min), 60min, now)), "not_offered");
    EXPECT_EQ(reason_of(rules.admit(at(add_days(tuesday, 1), 9h), 60min, now)), "not_offered") << "closed";
    EXPECT_EQ(reason_of(rules.admit(at(tuesday, 9h) + 1s, 60min, now)), "not_offered");
    EXPECT_EQ(reason_of(rules.admit(at(add_days(monday, 371), 9h), 60min, now)), "too_far_ahead");
    const auto refused = rules.admit(now, 60min, now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "start");
}

TEST(Admission, ends_with_the_last_day_of_the_horizon) {
    auto rules = winter_rules();
    rules.booking.horizon_days = 1;
    EXPECT_EQ(rules.last_day(now), tuesday);
    EXPECT_EQ(reason_of(rules.admit(at(tuesday, 17h), 60min, now)), "");
    rules.booking.horizon_days = 0;
    EXPECT_EQ(reason_of(rules.admit(at(tuesday, 8h), 60min, now)), "too_far_ahead");
}

TEST(Today, is_the_day_on_the_wall_clock) {
    EXPECT_EQ(winter_rules().today(sys_days{monday} + 23h), tuesday) << "midnight in Amsterdam, not in Greenwich";
    EXPECT_EQ(winter_rules().today(sys_days{monday} + 23h - 1s), monday);
}

}  // namespace
}  // namespace autojet::scheduling
