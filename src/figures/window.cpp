#include "figures/window.hpp"

#include "base/text.hpp"

namespace autojet::figures {

namespace {

using std::chrono::month;
using std::chrono::year;

constexpr int months_offered = 13;
constexpr int quarters_offered = 5;
constexpr int years_offered = 3;

int months_in(Length length) {
    switch (length) {
        case Length::month:
            return 1;
        case Length::quarter:
            return 3;
        case Length::year:
            return 12;
    }
    return 1;
}

unsigned quarter_of(CivilDate day) {
    return (static_cast<unsigned>(day.month()) + 2) / 3;
}

std::string year_words(CivilDate day) {
    return std::to_string(static_cast<int>(day.year()));
}

}  // namespace

std::string month_words(CivilDate day, Language language) {
    const auto words = format_long_date(day, language);  // "Tuesday 1 December 2026"
    return words.substr(words.find(' ', words.find(' ') + 1) + 1);
}

std::string Window::name() const {
    switch (length) {
        case Length::month:
            return format_date(from).substr(0, 7);
        case Length::quarter:
            return year_words(from) + "-Q" + std::to_string(quarter_of(from));
        case Length::year:
            return year_words(from);
    }
    return "";
}

std::string Window::words(Language language) const {
    switch (length) {
        case Length::month:
            return month_words(from, language);
        case Length::quarter:
            return (language == Language::nl ? "Kwartaal " : "Quarter ") + std::to_string(quarter_of(from)) + " " +
                   year_words(from);
        case Length::year:
            return year_words(from);
    }
    return "";
}

Window Window::before() const {
    return window_of(length, add_months(from, -months_in(length)));
}

Window window_of(Length length, CivilDate day) {
    auto first = static_cast<unsigned>(day.month());
    if (length == Length::quarter) first = 3 * quarter_of(day) - 2;
    if (length == Length::year) first = 1;
    const CivilDate from{day.year(), month{first}, std::chrono::day{1}};
    return {length, from, add_days(add_months(from, months_in(length)), -1)};
}

std::optional<Window> parse_window(std::string_view name) {
    const auto first_of = [](std::string_view text, std::int64_t first_month) -> std::optional<CivilDate> {
        const auto asked = parse_whole(text);
        if (!asked || text.size() != 4 || *asked < 2001 || *asked > 2099) return std::nullopt;
        return CivilDate{year{static_cast<int>(*asked)}, month{static_cast<unsigned>(first_month)},
                         std::chrono::day{1}};
    };
    std::optional<CivilDate> first;
    auto length = Length::year;
    if (name.size() == 7 && name.substr(4, 2) == "-Q" && name[6] >= '1' && name[6] <= '4') {
        length = Length::quarter;
        first = first_of(name.substr(0, 4), 3 * (name[6] - '0') - 2);
    } else if (name.size() == 7 && name[4] == '-') {
        length = Length::month;
        const auto asked = parse_whole(name.substr(5));
        if (asked && *asked >= 1 && *asked <= 12) first = first_of(name.substr(0, 4), *asked);
    } else {
        first = first_of(name, 1);
    }
    return first ? std::optional{window_of(length, *first)} : std::nullopt;
}

std::vector<Window> windows_until(CivilDate day) {
    std::vector<Window> all;
    const auto add = [&](Length length, int how_many) {
        auto window = window_of(length, day);
        for (int n = 0; n < how_many; ++n, window = window.before()) all.push_back(window);
    };
    add(Length::month, months_offered);
    add(Length::quarter, quarters_offered);
    add(Length::year, years_offered);
    return all;
}

}  // namespace autojet::figures
