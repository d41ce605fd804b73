// Enumerations whose values count from 0, and what each is called: the names stand in the order of the values.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace autojet {

template <std::size_t N>
using EnumNames = std::array<std::string_view, N>;

template <class Enum, std::size_t N>
constexpr std::string_view name_in(const EnumNames<N>& names, Enum value) {
    return names.at(static_cast<std::size_t>(value));
}

template <class Enum, std::size_t N>
constexpr std::optional<Enum> value_in(const EnumNames<N>& names, std::string_view name) {
    const auto found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional{static_cast<Enum>(found - names.begin())};
}

}  // namespace autojet
