#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"

namespace autojet {

namespace {

constexpr std::size_t digits_of_a_number = 9;
constexpr std::size_t longest_phone_number = 15;
constexpr int most_separators = 3;

// Groups of digits that stand together, a few separators apart: "06 1234.5678" is three of them.
struct Group {
    std::string digits;
    std::string separator_before;
};

struct Chain {
    std::vector<Group> groups;
    std::string_view before;
    std::string_view after;
};

bool passes_eleven_test(std::string_view nine_digits) {
    if (nine_digits.find_first_not_of('0') == std::string_view::npos) return false;
    int sum = 0;
    for (int i = 0; i < 8; ++i) sum += (9 - i) * (nine_digits[static_cast<std::size_t>(i)] - '0');
    sum -= nine_digits[8] - '0';
    return sum % 11 == 0;
}

std::size_t one_separator_length(std::string_view rest) {
    for (const std::string_view wide : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x93", "\xE2\x80\x91"})
        if (rest.starts_with(wide)) return wide.size();  // no-break spaces, dashes
    return std::size_t{!rest.empty() && std::string_view{" .-/_\t\n"}.find(rest.front()) != std::string_view::npos};
}

// "123 - 456 - 782" is split by three each time.
std::size_t separator_length(std::string_view rest) {
    std::size_t length = 0;
    for (int n = 0; n < most_separators; ++n) length += one_separator_length(rest.substr(length));
    return length;
}

// "+31 (0)6 ..." is one chain: brackets separate as well, together with a space.
std::size_t gap_length(std::string_view rest) {
    std::size_t length = 0;
    while (!rest.substr(length).empty() && (rest[length] == '(' || rest[length] == ')')) ++length;
    length += separator_length(rest.substr(length));
    while (!rest.substr(length).empty() && (rest[length] == '(' || rest[length] == ')')) ++length;
    return length;
}

std::size_t digit_count(std::string_view rest) {
    const auto end = rest.find_first_not_of("0123456789");
    return end == std::string_view::npos ? rest.size() : end;
}

// `text` must have a digit at `start`.
Chain chain_at(std::string_view text, std::size_t start) {
    Chain chain{{}, text.substr(0, start), {}};
    std::string separator;
    auto place = start;
    while (const auto count = digit_count(text.substr(place))) {
        chain.groups.push_back({std::string{text.substr(place, count)}, separator});
        place += count;
        chain.after = text.substr(place);
        const auto gap = gap_length(chain.after);
        separator = chain.after.substr(0, gap);
        place += gap;
    }
    return chain;
}

std::string all_digits(const Chain& chain) {
    std::string digits;
    for (const auto& group : chain.groups) digits += group.digits;
    return digits;
}

bool is_phone_number(const Chain& chain) {
    const auto digits = all_digits(chain);
    if (digits.size() > longest_phone_number) return false;
    if (chain.before.ends_with('+') || chain.before.ends_with("+(")) return true;
    return digits.starts_with('0') && digits.size() > digits_of_a_number &&
           chain.groups.front().digits.size() != digits_of_a_number;
}

// NL123456789B01 names a business.
bool is_vat_number(const Chain& chain) {
    const auto& after = chain.after;
    return after.size() >= 3 && ascii_upper(after[0]) == 'B' && is_ascii_digit(after[1]) && is_ascii_digit(after[2]);
}

// Whole groups from `first` on, all with the same separator, that make nine digits.
bool number_begins_at(const std::vector<Group>& groups, std::size_t first) {
    std::string digits;
    for (auto i = first; i < groups.size() && digits.size() < digits_of_a_number; ++i) {
        if (i > first + 1 && groups[i].separator_before != groups[first + 1].separator_before) return false;
        digits += groups[i].digits;
    }
    return digits.size() == digits_of_a_number && passes_eleven_test(digits);
}

bool holds_number(const Chain& chain) {
    if (is_phone_number(chain) || is_vat_number(chain)) return false;
    for (std::size_t first = 0; first < chain.groups.size(); ++first)
        if (number_begins_at(chain.groups, first)) return true;
    return false;
}

}  // namespace

bool contains_citizen_service_number(std::string_view text) {
    std::size_t place = text.find_first_of("0123456789");
    while (place != std::string_view::npos) {
        const auto chain = chain_at(text, place);
        if (holds_number(chain)) return true;
        place = text.find_first_of("0123456789", text.size() - chain.after.size());
    }
    return false;
}

}  // namespace autojet
