// The time that figures are about: a month, a quarter or a year.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/time.hpp"

namespace autojet::figures {

enum class Length { month, quarter, year };

struct Window {
    Length length{};
    CivilDate from;
    CivilDate until;  // the last day

    // "2026-11", "2026-Q4", "2026".
    [[nodiscard]] std::string name() const;
    // "November 2026", "Q4 2026", "2026".
    [[nodiscard]] std::string words(Language language) const;
    // The one of the same length before it, with which it is compared.
    [[nodiscard]] Window before() const;
};

Window window_of(Length length, CivilDate day);
// By its name; nothing when it is none.
std::optional<Window> parse_window(std::string_view name);
// Those that a page offers: months, quarters and years back from this day.
std::vector<Window> windows_until(CivilDate day);

// "November 2026"
std::string month_words(CivilDate day, Language language);

}  // namespace autojet::figures
