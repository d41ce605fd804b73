#include <algorithm>

#include <gtest/gtest.h>

#include "base/time.hpp"

namespace autojet {
namespace {

using namespace std::chrono;

TEST(Holidays, of_2026_are_these_nine_days) {
    const year y{2026};
    const std::vector<CivilDate> days{y / 1 / 1,  y / 4 / 5,  y / 4 / 6,   y / 4 / 27, y / 5 / 14,
                                      y / 5 / 24, y / 5 / 25, y / 12 / 25, y / 12 / 26};
    EXPECT_EQ(public_holidays(2026), days);
}

TEST(Holidays, easter_moves) {
    for (const CivilDate easter :
         {CivilDate{year{2025} / 4 / 20}, CivilDate{year{2027} / 3 / 28}, CivilDate{year{2028} / 4 / 16},
          CivilDate{year{2029} / 4 / 1}, CivilDate{year{2038} / 4 / 25}, CivilDate{year{2008} / 3 / 23}}) {
        EXPECT_EQ(public_holidays(int{easter.year()})[1], easter);
        EXPECT_TRUE(is_public_holiday(add_days(easter, 1)));
        EXPECT_TRUE(is_public_holiday(add_days(easter, 50)));
    }
}

TEST(Holidays, kings_day_is_never_on_a_sunday) {
    for (const int y : {2025, 2031, 2036}) {
        EXPECT_TRUE(is_public_holiday(year{y} / 4 / 26));
        EXPECT_FALSE(is_public_holiday(year{y} / 4 / 27));
    }
    EXPECT_TRUE(is_public_holiday(year{2026} / 4 / 27));
    EXPECT_FALSE(is_public_holiday(year{2026} / 4 / 26));
}

TEST(Holidays, the_fifth_of_may_is_the_shops_choice) {
    EXPECT_FALSE(is_public_holiday(year{2026} / 5 / 5));
    EXPECT_TRUE(is_public_holiday(year{2026} / 5 / 5, LiberationDay::holiday));
    EXPECT_EQ(public_holidays(2026, LiberationDay::holiday).size(), 10u);
}

TEST(Holidays, easter_is_a_sunday_of_spring_in_every_year_and_no_day_is_listed_twice) {
    for (int y = 2000; y <= 2100; ++y) {
        const auto days = public_holidays(y, LiberationDay::holiday);
        EXPECT_TRUE(std::ranges::is_sorted(days));
        EXPECT_EQ(std::ranges::adjacent_find(days), days.end());
        EXPECT_EQ(weekday_of(days[1]), Sunday);
        EXPECT_GE(days[1], CivilDate{year{y} / 3 / 22});
        EXPECT_LE(days[1], CivilDate{year{y} / 4 / 25});
    }
}

}  // namespace
}  // namespace autojet
