#include "base/time.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

using namespace std::chrono;

rc::Gen<CivilDate> dates() {
    const auto first = sys_days{year{2000} / 1 / 1}.time_since_epoch().count();
    const auto last = sys_days{year{2100} / 12 / 31}.time_since_epoch().count();
    return rc::gen::map(rc::gen::inRange(first, last + 1), [](auto count) { return CivilDate{sys_days{days{count}}}; });
}

TEST(Date, reads_one_form_alone) {
    EXPECT_EQ(parse_date("2026-12-01"), CivilDate{year{2026} / 12 / 1});
    EXPECT_EQ(parse_date("2028-02-29"), CivilDate{year{2028} / 2 / 29});
    for (const auto* text : {"", "2026-02-30", "2026-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "1999-12-31",
                             "2101-01-01", "2026-1-1", "2026-12-01 ", " 2026-12-01", "01-12-2026", "2026/12/01",
                             "20261201", "-026-12-01", "+026-12-01", "2026-12-0x"}) {
        const auto date = parse_date(text, "date");
        ASSERT_FALSE(date) << text;
        EXPECT_EQ(date.error().reason, "not_a_date");
        EXPECT_EQ(date.error().field, "date");
    }
}

RC_GTEST_PROP(Date, comes_back_from_its_text, ()) {
    const auto date = *dates();
    RC_ASSERT(parse_date(format_date(date)) == date);
}

TEST(Rfc3339, reads_offsets) {
    const Instant morning = sys_days{year{2026} / 12 / 1} + 8h;
    for (const auto* text : {"2026-12-01T09:00:00+01:00", "2026-12-01T08:00:00Z", "2026-12-01T08:00:00.000Z",
                             "2026-12-01T08:00:00-00:00", "2026-12-01T02:30:00-05:30", "2026-12-02T07:59:00+23:59"})
        EXPECT_EQ(parse_rfc3339(text), morning) << text;
}

TEST(Rfc3339, refuses_nonsense) {
    for (const auto* text :
         {"", "2026-12-01", "2026-12-01T09:00:00", "2026-12-01T09:00Z", "2026-12-01 09:00:00Z", "2026-12-01t09:00:00z",
          "2026-02-30T09:00:00Z", "2026-12-01T24:00:00Z", "2026-12-01T09:60:00Z", "2026-12-31T23:59:60Z",
          "2026-12-01T09:00:00.5Z", "2026-12-01T09:00:00.Z", "2026-12-01T09:00:00+1:00", "2026-12-01T09:00:00+0100",
          "2026-12-01T09:00:00+24:00", "2026-12-01T09:00:00+01:60", "2026-12-01T09:00:00Zx", "1999-12-31T23:59:59Z",
          "2101-01-01T00:00:00Z"}) {
        const auto instant = parse_rfc3339(text, "start");
        ASSERT_FALSE(instant) << text;
        EXPECT_EQ(instant.error().reason, "not_an_instant");
        EXPECT_EQ(instant.error().field, "start");
    }
}

TEST(Rfc3339, writes_the_offset_it_is_given) {
    const Instant morning = sys_days{year{2026} / 12 / 1} + 8h;
    EXPECT_EQ(format_rfc3339(morning), "2026-12-01T08:00:00Z");
    EXPECT_EQ(format_rfc3339(morning, 1h), "2026-12-01T09:00:00+01:00");
    EXPECT_EQ(format_rfc3339(morning, -(9h + 30min)), "2026-11-30T22:30:00-09:30");
}

RC_GTEST_PROP(Rfc3339, comes_back_from_its_text, ()) {
    const Instant instant = sys_days{*dates()} + seconds{*rc::gen::inRange(0, 86'400)};
    const auto offset = minutes{*rc::gen::inRange(-1439, 1440)};
    const auto text = format_rfc3339(instant, offset);
    RC_PRE(text >= "2000" && text < "2101");
    RC_ASSERT(parse_rfc3339(text) == instant);
}

TEST(TimeOfDay, reads_and_writes_a_24_hour_clock) {
    EXPECT_EQ(parse_time_of_day("09:00"), 9h);
    EXPECT_EQ(parse_time_of_day("23:59"), 23h + 59min);
    for (const auto* text : {"", "9:00", "24:00", "12:60", "09.00", "09:00:00", "9am", "-1:00"})
        EXPECT_EQ(parse_time_of_day(text).error().reason, "not_a_time") << text;
    EXPECT_EQ(format_time_of_day(at(year{2026} / 12 / 1, 9h + 5min + 59s)), "09:05");
    EXPECT_EQ(format_time_of_day(17h + 30min), "17:30");
}

TEST(Week, begins_on_monday_and_is_counted_as_iso_8601_does) {
    EXPECT_EQ(weekday_of(year{2026} / 12 / 1), Tuesday);
    EXPECT_EQ(monday_of_week(year{2026} / 12 / 6), CivilDate{year{2026} / 11 / 30});
    EXPECT_EQ(monday_of_week(year{2026} / 11 / 30), CivilDate{year{2026} / 11 / 30});
    EXPECT_EQ(week_number(year{2026} / 1 / 1), 1);
    EXPECT_EQ(week_number(year{2026} / 12 / 31), 53);
    EXPECT_EQ(week_number(year{2027} / 1 / 3), 53);
    EXPECT_EQ(week_number(year{2027} / 1 / 4), 1);
    EXPECT_EQ(week_number(year{2025} / 12 / 29), 1);
}

TEST(Calendar, months_stay_within_the_month_that_was_meant) {
    EXPECT_EQ(add_months(year{2026} / 1 / 31, 1), CivilDate{year{2026} / 2 / 28});
    EXPECT_EQ(add_months(year{2028} / 2 / 29, 12), CivilDate{year{2029} / 2 / 28});
    EXPECT_EQ(add_months(year{2026} / 3 / 31, -1), CivilDate{year{2026} / 2 / 28});
    EXPECT_EQ(add_months(year{2026} / 11 / 15, 24), CivilDate{year{2028} / 11 / 15});
    EXPECT_EQ(add_days(year{2026} / 12 / 31, 1), CivilDate{year{2027} / 1 / 1});
}

// policy K3
TEST(Calendar, an_invoice_of_march_2026_is_kept_through_2033) {
    EXPECT_EQ(last_day_of_keeping(year{2026} / 3 / 10, 7), CivilDate{year{2033} / 12 / 31});
}

RC_GTEST_PROP(Calendar, months_move_to_a_day_that_exists, ()) {
    const auto date = *dates();
    const auto count = *rc::gen::inRange(-240, 240);
    const auto moved = add_months(date, count);
    RC_ASSERT(moved.ok());
    RC_ASSERT(moved.day() <= date.day());
    RC_ASSERT((moved.year() / moved.month()) - (date.year() / date.month()) == months{count});
}

RC_GTEST_PROP(Calendar, a_reading_of_the_clock_is_a_date_and_a_time, ()) {
    const auto date = *dates();
    const auto time = seconds{*rc::gen::inRange(0, 86'400)};
    RC_ASSERT(date_of(at(date, time)) == date);
    RC_ASSERT(time_of_day(at(date, time)) == time);
}

}  // namespace
}  // namespace autojet
