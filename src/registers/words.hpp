// Words of the registers: codes in the database and in forms, labels for people.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace autojet::registers {

// The value that code(value) spells this way.
template <class T, std::size_t N>
std::optional<T> from_code(const std::array<T, N>& values, std::string_view text) {
    for (const auto value : values)
        if (code(value) == text) return value;
    return std::nullopt;
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
