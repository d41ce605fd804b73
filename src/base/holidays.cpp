#include <algorithm>

#include "base/time.hpp"

namespace autojet {

namespace {

using namespace std::chrono;

// The Gregorian computus (Meeus, Astronomical Algorithms, ch. 8).
CivilDate easter_sunday(int y) {
    const int golden = y % 19;
    const int century = y / 100;
    const int in_century = y % 100;
    const int correction = (century - (century + 8) / 25 + 1) / 3;
    const int epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    const int to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    const int shift = (golden + 11 * epact + 22 * to_sunday) / 451;
    const int days_from_march = epact + to_sunday - 7 * shift + 114;
    return CivilDate{year{y}, month{static_cast<unsigned>(days_from_march / 31)},
                     day{static_cast<unsigned>(days_from_march % 31 + 1)}};
}

// 27 April, a day earlier when that is a Sunday.
CivilDate kings_day(int y) {
    const CivilDate birthday = year{y} / April / 27;
    return weekday_of(birthday) == Sunday ? add_days(birthday, -1) : birthday;
}

}  // namespace

std::vector<CivilDate> public_holidays(int y, LiberationDay fifth_of_may) {
    const auto easter = easter_sunday(y);
    std::vector<CivilDate> holidays{
        year{y} / January / 1,   easter,
        add_days(easter, 1),     kings_day(y),
        add_days(easter, 39),    add_days(easter, 49),
        add_days(easter, 50),    year{y} / December / 25,
        year{y} / December / 26,
    };
    if (fifth_of_may == LiberationDay::holiday) holidays.push_back(year{y} / May / 5);
    std::ranges::sort(holidays);
    holidays.erase(std::unique(holidays.begin(), holidays.end()), holidays.end());
    return holidays;
}

bool is_public_holiday(CivilDate date, LiberationDay fifth_of_may) {
    return std::ranges::binary_search(public_holidays(int{date.year()}, fifth_of_may), date);
}

}  // namespace autojet
