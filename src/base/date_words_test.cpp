#include <gtest/gtest.h>

#include "base/time.hpp"

namespace autojet {
namespace {

using namespace std::chrono;

TEST(DateWords, speak_dutch_and_english) {
    const CivilDate date = year{2026} / 12 / 1;
    EXPECT_EQ(format_long_date(date, Language::nl), "dinsdag 1 december 2026");
    EXPECT_EQ(format_long_date(date, Language::en), "Tuesday 1 December 2026");
    EXPECT_EQ(format_short_date(date, Language::nl), "di 1 dec");
    EXPECT_EQ(format_short_date(date, Language::en), "Tue 1 Dec");
    EXPECT_EQ(format_moment(at(date, std::chrono::hours{9}), Language::nl), "dinsdag 1 december 2026, 09:00");
    EXPECT_EQ(format_short_date(year{2026} / 3 / 29, Language::nl), "zo 29 mrt");
}

TEST(DateWords, know_every_day_and_month) {
    EXPECT_EQ(weekday_name(Sunday, Language::nl), "zondag");
    EXPECT_EQ(weekday_name(weekday{7}, Language::en), "Sunday");
    EXPECT_EQ(weekday_name(Saturday, Language::en), "Saturday");
    EXPECT_EQ(format_long_date(year{2026} / 1 / 31, Language::nl), "zaterdag 31 januari 2026");
    EXPECT_EQ(format_long_date(year{2026} / 8 / 15, Language::en), "Saturday 15 August 2026");
}

}  // namespace
}  // namespace autojet
