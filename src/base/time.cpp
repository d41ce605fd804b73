#include "base/time.hpp"

#include <array>
#include <cstdio>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace autojet {

namespace {

using namespace std::chrono;

constexpr int first_year = 2000;
constexpr int last_year = 2100;

// Takes exactly `count` digits off the text.
std::optional<int> take_number(std::string_view& text, std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int number = 0;
    for (const char digit : text.substr(0, count)) {
        if (!is_ascii_digit(digit)) return std::nullopt;
        number = number * 10 + (digit - '0');
    }
    text.remove_prefix(count);
    return number;
}

bool take(std::string_view& text, char expected) {
    if (!text.starts_with(expected)) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<CivilDate> take_date(std::string_view& text) {
    const auto y = take_number(text, 4);
    if (!y || !take(text, '-')) return std::nullopt;
    const auto m = take_number(text, 2);
    if (!m || !take(text, '-')) return std::nullopt;
    const auto d = take_number(text, 2);
    if (!d || *y < first_year || *y > last_year) return std::nullopt;
    const CivilDate date{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
    return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<minutes> take_hours_and_minutes(std::string_view& text) {
    const auto h = take_number(text, 2);
    if (!h || !take(text, ':')) return std::nullopt;
    const auto m = take_number(text, 2);
    if (!m || *h > 23 || *m > 59) return std::nullopt;
    return hours{*h} + minutes{*m};
}

bool take_empty_fraction(std::string_view& text) {
    if (!take(text, '.')) return true;
    const auto before = text.size();
    while (take(text, '0')) {
    }
    return text.size() < before;
}

std::optional<seconds> take_offset(std::string_view& text) {
    if (take(text, 'Z')) return seconds{0};
    const bool west = text.starts_with('-');
    if (!west && !text.starts_with('+')) return std::nullopt;
    text.remove_prefix(1);
    const auto offset = take_hours_and_minutes(text);
    if (!offset) return std::nullopt;
    return west ? -*offset : *offset;
}

std::optional<Instant> read_rfc3339(std::string_view text) {
    const auto date = take_date(text);
    if (!date || !take(text, 'T')) return std::nullopt;
    const auto time = take_hours_and_minutes(text);
    if (!time || !take(text, ':')) return std::nullopt;
    const auto second = take_number(text, 2);
    if (!second || *second > 59 || !take_empty_fraction(text)) return std::nullopt;
    const auto offset = take_offset(text);
    if (!offset || !text.empty()) return std::nullopt;
    return sys_days{*date} + *time + seconds{*second} - *offset;
}

template <class... Numbers>
std::string print(const char* pattern, Numbers... numbers) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), pattern, numbers...);
    return text.data();
}

}  // namespace

Result<CivilDate> parse_date(std::string_view text, std::string field) {
    const auto date = take_date(text);
    if (!date || !text.empty())
        return refuse(ErrorCode::invalid, "not_a_date", "There is no such day in the calendar.", std::move(field));
    return *date;
}

std::string format_date(CivilDate date) {
    return print("%04d-%02u-%02u", int{date.year()}, unsigned{date.month()}, unsigned{date.day()});
}

Result<Instant> parse_rfc3339(std::string_view text, std::string field) {
    const auto instant = read_rfc3339(text);
    if (!instant)
        return refuse(ErrorCode::invalid, "not_an_instant",
                      "This is not a date and time with its offset, such as 2026-12-01T09:00:00+01:00.",
                      std::move(field));
    return *instant;
}

std::string format_rfc3339(Instant instant, seconds offset) {
    const LocalTime local{(instant + offset).time_since_epoch()};
    const hh_mm_ss clock{time_of_day(local)};
    const auto text = format_date(date_of(local)) + print("T%02d:%02d:%02d", static_cast<int>(clock.hours().count()),
                                                          static_cast<int>(clock.minutes().count()),
                                                          static_cast<int>(clock.seconds().count()));
    if (offset == seconds{0}) return text + "Z";
    const auto distance = duration_cast<minutes>(abs(offset)).count();
    return text + (offset < seconds{0} ? "-" : "+") +
           print("%02d:%02d", static_cast<int>(distance / 60), static_cast<int>(distance % 60));
}

Result<minutes> parse_time_of_day(std::string_view text, std::string field) {
    const auto time = take_hours_and_minutes(text);
    if (!time || !text.empty())
        return refuse(ErrorCode::invalid, "not_a_time", "This is not a time of day, such as 09:00.", std::move(field));
    return *time;
}

std::string format_time_of_day(minutes since_midnight) {
    const auto count = since_midnight.count();
    return print("%02d:%02d", static_cast<int>(count / 60), static_cast<int>(count % 60));
}

std::string format_time_of_day(LocalTime time) {
    return format_time_of_day(floor<minutes>(time_of_day(time)));
}

CivilDate date_of(LocalTime time) {
    return CivilDate{floor<days>(time)};
}

seconds time_of_day(LocalTime time) {
    return time - floor<days>(time);
}

LocalTime at(CivilDate date, seconds since_midnight) {
    return local_days{date} + since_midnight;
}

weekday weekday_of(CivilDate date) {
    return weekday{local_days{date}};
}

CivilDate monday_of_week(CivilDate date) {
    return CivilDate{local_days{date} - (weekday_of(date) - Monday)};
}

// The week belongs to the year of its Thursday.
int week_number(CivilDate date) {
    const auto thursday = local_days{monday_of_week(date)} + days{3};
    const auto first_of_january = local_days{CivilDate{thursday}.year() / January / 1};
    return static_cast<int>((thursday - first_of_january).count() / 7) + 1;
}

CivilDate add_days(CivilDate date, int count) {
    return CivilDate{local_days{date} + days{count}};
}

CivilDate add_months(CivilDate date, int count) {
    const auto moved = date + months{count};
    return moved.ok() ? moved : CivilDate{moved.year() / moved.month() / last};
}

CivilDate last_day_of_keeping(CivilDate date, int years_after_financial_year) {
    return (date.year() + years{years_after_financial_year}) / December / 31;
}

}  // namespace autojet
