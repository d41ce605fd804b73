// The Dutch holidays by name, so that a shop can choose for each whether it is closed.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "base/time.hpp"

namespace autojet::scheduling {

enum class Holiday {
    new_year,
    easter,
    easter_monday,
    kings_day,
    liberation_day,
    ascension,
    pentecost,
    pentecost_monday,
    christmas,
    second_christmas
};
inline constexpr std::array all_holidays{
    Holiday::new_year,  Holiday::easter,    Holiday::easter_monday,    Holiday::kings_day, Holiday::liberation_day,
    Holiday::ascension, Holiday::pentecost, Holiday::pentecost_monday, Holiday::christmas, Holiday::second_christmas};

std::string_view code(Holiday holiday);
std::string_view label(Holiday holiday);  // English, msgid
std::optional<Holiday> holiday_from_code(std::string_view text);

CivilDate day_of(Holiday holiday, int year);
std::optional<Holiday> holiday_on(CivilDate date);

// Whether the shop is closed on it; what it has not chosen follows the custom: 5 May is a working day for most.
using HolidayChoices = std::map<Holiday, bool>;
bool is_closed_on(const HolidayChoices& choices, Holiday holiday, bool open_on_holidays);

}  // namespace autojet::scheduling
