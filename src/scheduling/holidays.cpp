#include "scheduling/holidays.hpp"

#include <algorithm>

#include "base/enum_names.hpp"

namespace autojet::scheduling {

namespace {

using namespace std::chrono;

constexpr EnumNames<10> codes{"new_year",  "easter",    "easter_monday",    "kings_day", "liberation_day",
                              "ascension", "pentecost", "pentecost_monday", "christmas", "second_christmas"};
constexpr EnumNames<10> holiday_labels{"New Year's Day", "Easter Sunday",       "Easter Monday", "King's Day",
                                       "Liberation Day", "Ascension Day",       "Whit Sunday",   "Whit Monday",
                                       "Christmas Day",  "Second Christmas Day"};

constexpr int to_ascension = 39;
constexpr int to_pentecost = 49;

}  // namespace

std::string_view code(Holiday holiday) {
    return name_in(codes, holiday);
}
std::string_view label(Holiday holiday) {
    return name_in(holiday_labels, holiday);
}
std::optional<Holiday> holiday_from_code(std::string_view text) {
    return value_in<Holiday>(codes, text);
}

CivilDate day_of(Holiday holiday, int y) {
    const auto days = public_holidays(y);
    const CivilDate easter = days.at(1);
    switch (holiday) {
        case Holiday::new_year:
            return days.front();
        case Holiday::easter:
            return easter;
        case Holiday::easter_monday:
            return add_days(easter, 1);
        case Holiday::kings_day:
            return days.at(3);
        case Holiday::liberation_day:
            return year{y} / May / 5;
        case Holiday::ascension:
            return add_days(easter, to_ascension);
        case Holiday::pentecost:
            return add_days(easter, to_pentecost);
        case Holiday::pentecost_monday:
            return add_days(easter, to_pentecost + 1);
        case Holiday::christmas:
            return year{y} / December / 25;
        case Holiday::second_christmas:
            return year{y} / December / 26;
    }
    return days.front();
}

std::optional<Holiday> holiday_on(CivilDate date) {
    const auto* found =
        std::ranges::find_if(all_holidays, [&](Holiday one) { return day_of(one, int{date.year()}) == date; });
    return found == all_holidays.end() ? std::nullopt : std::optional{*found};
}

bool is_closed_on(const HolidayChoices& choices, Holiday holiday, bool open_on_holidays) {
    if (const auto chosen = choices.find(holiday); chosen != choices.end()) return chosen->second;
    return !open_on_holidays && holiday != Holiday::liberation_day;
}

}  // namespace autojet::scheduling
