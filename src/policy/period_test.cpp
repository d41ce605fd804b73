#include "policy/period.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "policy/period_words.hpp"

namespace autojet::policy {
namespace {

using namespace std::chrono;

TEST(Period, an_invoice_is_kept_through_the_seventh_year_after_its_own) {
    const Period accounts{7, Unit::years, After::financial_year_end};
    EXPECT_EQ(ends(accounts, sys_days{2026y / 3 / 10}), sys_days{2034y / 1 / 1});
    EXPECT_EQ(ends(accounts, sys_days{2026y / 12 / 31} + 23h), sys_days{2034y / 1 / 1});
    EXPECT_EQ(ends(accounts, sys_days{2027y / 1 / 1}), sys_days{2035y / 1 / 1});
}

RC_GTEST_PROP(Period, is_over_up_to_its_last_event_and_not_a_second_later, ()) {
    const auto unit = *rc::gen::element(Unit::hours, Unit::days, Unit::months, Unit::years);
    const auto after = unit == Unit::years ? After::financial_year_end : After::start;
    const Period period{*rc::gen::inRange(1, 30), unit, after};
    const sys_seconds now{seconds{*rc::gen::inRange<std::int64_t>(1'700'000'000, 2'600'000'000)}};
    const auto last = last_over(period, now);
    RC_ASSERT(ends(period, last) <= now);
    RC_ASSERT(ends(period, last + days{4}) > now);
    for (const auto before : {hours{1}, hours{30}, hours{100}}) RC_ASSERT(ends(period, last - before) <= now);
    const bool at_the_end_of_a_month = unit == Unit::months && year_month_day{floor<days>(last)}.day() >= day{27};
    if (!at_the_end_of_a_month) RC_ASSERT(ends(period, last + seconds{1}) > now);
}

TEST(Period, months_land_on_the_last_day_of_a_shorter_month) {
    const Period month{1, Unit::months, After::start};
    EXPECT_EQ(ends(month, sys_days{2027y / 1 / 31} + 9h), sys_days{2027y / 2 / 28} + 9h);
    EXPECT_EQ(ends(month, sys_days{2028y / 1 / 31}), sys_days{2028y / 2 / 29});
}

TEST(Period, hours_and_days_are_counted_to_the_second) {
    EXPECT_EQ(ends({1, Unit::hours, After::start}, sys_seconds{90s}), sys_seconds{3690s});
    EXPECT_EQ(ends({7, Unit::days, After::writing}, sys_seconds{90s}), sys_seconds{90s} + days{7});
}

TEST(Period, doubt_about_which_is_longer_counts_as_longer) {
    EXPECT_FALSE(longer({30, Unit::days, After::start}, {30, Unit::days, After::start}));
    EXPECT_FALSE(longer({2, Unit::years, After::start}, {24, Unit::months, After::start}));
    EXPECT_TRUE(longer({30, Unit::days, After::start}, {1, Unit::months, After::start}));
    EXPECT_TRUE(longer({1, Unit::months, After::start}, {30, Unit::days, After::start}));
    EXPECT_FALSE(longer({1, Unit::months, After::start}, {28, Unit::days, After::start}));
    EXPECT_TRUE(longer({24, Unit::months, After::last_appointment}, {1, Unit::hours, After::answer}));
}

TEST(Period, reads_as_a_sentence_in_both_languages) {
    EXPECT_EQ(in_words({24, Unit::months, After::last_appointment}).nl, "24 maanden na de laatste afspraak");
    EXPECT_EQ(in_words({1, Unit::hours, After::start}).en, "1 hour after the start");
}

// What `longer` calls no longer never outlives the other, whenever the event was.
RC_GTEST_PROP(Period, no_longer_means_gone_no_later, ()) {
    const auto period = [] {
        return Period{*rc::gen::inRange(1, 60), *rc::gen::element(Unit::hours, Unit::days, Unit::months, Unit::years),
                      After::start};
    };
    const auto before = period(), after = period();
    const sys_seconds event{seconds{*rc::gen::inRange<std::int64_t>(0, 4'000'000'000)}};
    RC_PRE(!longer(before, after));
    RC_ASSERT(ends(after, event) <= ends(before, event));
}

}  // namespace
}  // namespace autojet::policy
