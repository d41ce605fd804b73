#include "invoicing/check_digits.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::invoicing {

std::string without_marks(std::string_view text) {
    constexpr std::string_view marks = " .-";
    std::string bare;
    for (const char c : trim(text))
        if (marks.find(c) == std::string_view::npos) bare += ascii_upper(c);
    return bare;
}

bool are_digits(std::string_view text) {
    return std::ranges::all_of(text, is_ascii_digit);
}

bool are_alphanumeric(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return is_ascii_digit(c) || is_ascii_upper(c); });
}

int modulo_97(std::string_view text) {
    int rest = 0;
    for (const char c : text)
        rest = is_ascii_digit(c) ? (rest * 10 + (c - '0')) % 97 : (rest * 100 + (c - 'A' + 10)) % 97;
    return rest;
}

}  // namespace autojet::invoicing
