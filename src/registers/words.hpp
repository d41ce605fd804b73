// What the registers share when they read and write their rows and forms.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace autojet::registers {

// A word of a row, which only the program writes.
template <class T>
T known(const std::optional<T>& value) {
    if (!value) throw Broken("a register has a word that the program does not know");
    return *value;
}

// A day as rows and forms have it: empty when there is none.
inline std::string text_of(const std::optional<CivilDate>& date) {
    return date ? format_date(*date) : std::string{};
}
inline std::optional<CivilDate> date_from(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{parse_date(text).value()};
}

inline tl::unexpected<Error> not_in_register() {
    return refuse(ErrorCode::not_found, "not_found", "This is not in the register.");
}

// The parts of the text; one empty part for an empty text.
inline std::vector<std::string_view> split(std::string_view text, std::string_view separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + separator.size());
    }
}

}  // namespace autojet::registers
