#include <array>
#include <string_view>

#include "base/time.hpp"

namespace autojet {

namespace {

using Weekdays = std::array<std::string_view, 7>;
using Months = std::array<std::string_view, 12>;

struct Words {
    Weekdays weekdays;
    Weekdays short_weekdays;
    Months months;
    Months short_months;
};

constexpr Words dutch{
    {"zondag", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag"},
    {"zo", "ma", "di", "wo", "do", "vr", "za"},
    {"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
     "december"},
    {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"},
};

constexpr Words english{
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
    {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
};

const Words& words(Language language) {
    return language == Language::nl ? dutch : english;
}

std::string_view word_of(const Weekdays& names, std::chrono::weekday weekday) {
    return names.at(weekday.c_encoding());
}

std::string_view word_of(const Months& names, std::chrono::month month) {
    return names.at(unsigned{month} - 1);
}

std::string day_of_month(CivilDate date) {
    return std::to_string(unsigned{date.day()});
}

}  // namespace

std::string weekday_name(std::chrono::weekday weekday, Language language) {
    return std::string{word_of(words(language).weekdays, weekday)};
}

std::string format_long_date(CivilDate date, Language language) {
    const auto& in = words(language);
    return std::string{word_of(in.weekdays, weekday_of(date))} + ' ' + day_of_month(date) + ' ' +
           std::string{word_of(in.months, date.month())} + ' ' + std::to_string(int{date.year()});
}

std::string format_moment(LocalTime time, Language language) {
    return format_long_date(date_of(time), language) + ", " + format_time_of_day(time);
}

std::string format_short_date(CivilDate date, Language language) {
    const auto& in = words(language);
    return std::string{word_of(in.short_weekdays, weekday_of(date))} + ' ' + day_of_month(date) + ' ' +
           std::string{word_of(in.short_months, date.month())};
}

}  // namespace autojet
