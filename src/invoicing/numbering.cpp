#include "invoicing/numbering.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::size_t longest_number = 40;
constexpr std::size_t longest_prefix = 3;
constexpr std::size_t digits_of_a_year = 4;
constexpr std::size_t fewest_digits = 4;
constexpr std::int64_t most_in_a_series = 999'999'999;

bool is_alphanumeric(char c) {
    return is_ascii_digit(c) || is_ascii_lower(c) || is_ascii_upper(c);
}

bool is_number(std::string_view text) {
    constexpr std::string_view marks = "-/._";
    const auto allowed = [&](char c) { return is_alphanumeric(c) || marks.find(c) != std::string_view::npos; };
    return text.size() <= longest_number && is_alphanumeric(text.front()) && is_alphanumeric(text.back()) &&
           std::ranges::all_of(text, allowed);
}

bool is_place(const SeriesNumber& number) {
    return number.prefix.size() <= longest_prefix && std::ranges::all_of(number.prefix, is_ascii_upper) &&
           number.year >= 2000 && number.year <= 2100 && number.count >= 1 && number.count <= most_in_a_series;
}

std::string written(const SeriesNumber& number) {
    auto count = std::to_string(number.count);
    if (count.size() < fewest_digits) count.insert(0, fewest_digits - count.size(), '0');
    return number.prefix + std::to_string(number.year) + '-' + count;
}

tl::unexpected<Error> not_a_number(std::string field) {
    return refuse(ErrorCode::invalid, "not_a_number",
                  "A document number has letters, digits, and - / . _ in between, at most 40.", std::move(field));
}

}  // namespace

Result<InvoiceNumber> InvoiceNumber::parse(std::string_view text, std::string field) {
    const auto trimmed = trim(text);
    if (trimmed.empty()) return refuse(ErrorCode::invalid, "required", "Please fill this in.", std::move(field));
    if (!is_number(trimmed)) return not_a_number(std::move(field));
    return InvoiceNumber{std::string{trimmed}};
}

Result<SeriesNumber> SeriesNumber::parse(std::string_view text, std::string field) {
    const auto dash = text.find('-');
    const auto head = text.substr(0, dash);
    const auto letters = static_cast<std::size_t>(std::ranges::find_if(head, is_ascii_digit) - head.begin());
    if (dash == std::string_view::npos || head.size() - letters != digits_of_a_year)
        return not_a_number(std::move(field));
    const auto year = parse_whole(head.substr(letters));
    const auto count = parse_whole(text.substr(dash + 1));
    if (!year || !count) return not_a_number(std::move(field));
    const SeriesNumber number{std::string{head.substr(0, letters)}, static_cast<int>(*year), *count};
    if (!is_place(number) || written(number) != text) return not_a_number(std::move(field));
    return number;
}

InvoiceNumber SeriesNumber::format() const {
    if (!is_place(*this)) throw Broken{"a number outside its series"};
    return InvoiceNumber{written(*this)};
}

}  // namespace autojet::invoicing
