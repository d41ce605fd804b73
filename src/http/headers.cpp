#include "http/headers.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::http {

bool same_word(std::string_view left, std::string_view right) {
    return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(),
                                                     [](char a, char b) { return ascii_lower(a) == ascii_lower(b); });
}

void Headers::add(std::string_view name, std::string_view value) {
    spans_.push_back({static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
    text_.append(name).append(value);
}

void Headers::set(std::string_view name, std::string_view value) {
    erase(name);
    add(name, value);
}

void Headers::erase(std::string_view name) {
    std::erase_if(spans_, [&](const Span& span) {
        return same_word(std::string_view{text_}.substr(span.start, span.name_size), name);
    });
}

void Headers::clear() {
    text_.clear();
    spans_.clear();
}

Headers::Field Headers::at(std::size_t index) const {
    const auto& span = spans_.at(index);
    const std::string_view text{text_};
    return {text.substr(span.start, span.name_size), text.substr(span.start + span.name_size, span.value_size)};
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (std::size_t i = 0; i < size(); ++i)
        if (const auto field = at(i); same_word(field.name, name)) return field.value;
    return std::nullopt;
}

std::string_view Headers::get(std::string_view name) const {
    return find(name).value_or(std::string_view{});
}

std::size_t Headers::count(std::string_view name) const {
    std::size_t found = 0;
    for (std::size_t i = 0; i < size(); ++i) found += same_word(at(i).name, name) ? 1 : 0;
    return found;
}

}  // namespace autojet::http
