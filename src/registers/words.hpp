// Words of the registers: codes in the database and in forms, labels for people.
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace autojet::registers {

// The value that code(value) spells this way.
template <class T, std::size_t N>
std::optional<T> from_code(const std::array<T, N>& values, std::string_view text) {
    for (const auto value : values)
        if (code(value) == text) return value;
    return std::nullopt;
}

}  // namespace autojet::registers
