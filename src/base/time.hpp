#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"

namespace autojet {

// A moment in the world, a reading of the wall clock, and a day of the calendar. They do not mix: base/zone.hpp
// converts.
using Instant = std::chrono::sys_seconds;
using LocalTime = std::chrono::local_seconds;
using CivilDate = std::chrono::year_month_day;

// Text that machines exchange. Exact: "2026-12-01" only; days that do not exist and years outside 2000 to 2100 are
// refused with `not_a_date`.
Result<CivilDate> parse_date(std::string_view text, std::string field = "");
std::string format_date(CivilDate date);

// RFC 3339 5.6 with upper-case T and Z: "2026-12-01T09:00:00+01:00", "2026-12-01T08:00:00Z". A fraction is accepted
// when it is zero; leap seconds are not. Refused with `not_an_instant`.
Result<Instant> parse_rfc3339(std::string_view text, std::string field = "");
std::string format_rfc3339(Instant instant, std::chrono::seconds offset = {});

// "09:00" on a 24-hour clock; refused with `not_a_time`.
Result<std::chrono::minutes> parse_time_of_day(std::string_view text, std::string field = "");
std::string format_time_of_day(LocalTime time);
std::string format_time_of_day(std::chrono::minutes since_midnight);

// "dinsdag 1 december 2026", "Tuesday 1 December 2026".
std::string format_long_date(CivilDate date, Language language);
// "dinsdag 1 december 2026, 09:00", "Tuesday 1 December 2026, 09:00".
std::string format_moment(LocalTime time, Language language);
// "di 1 dec", "Tue 1 Dec".
std::string format_short_date(CivilDate date, Language language);
// "dinsdag", "Tuesday".
std::string weekday_name(std::chrono::weekday weekday, Language language);

CivilDate date_of(LocalTime time);
std::chrono::seconds time_of_day(LocalTime time);
LocalTime at(CivilDate date, std::chrono::seconds since_midnight);

std::chrono::weekday weekday_of(CivilDate date);
CivilDate monday_of_week(CivilDate date);
// Week of the year, 1 to 53 (ISO 8601): the number that workshops plan by.
int week_number(CivilDate date);

CivilDate add_days(CivilDate date, int days);
// Stays in the month that was meant: 31 January and one month is the last day of February.
CivilDate add_months(CivilDate date, int months);
// Until when accounts of this day are kept when financial years are calendar years (policy K3): 2026-03-10 is
// 2033-12-31.
CivilDate last_day_of_keeping(CivilDate date, int years_after_financial_year);

enum class LiberationDay { working_day, holiday };

// The Dutch public holidays of a year, in order. Whether 5 May is one is the shop's own choice.
std::vector<CivilDate> public_holidays(int year, LiberationDay fifth_of_may = LiberationDay::working_day);
bool is_public_holiday(CivilDate date, LiberationDay fifth_of_may = LiberationDay::working_day);

}  // namespace autojet
