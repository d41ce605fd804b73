#include "base/money.hpp"

#include <utility>

#include "base/text.hpp"

namespace autojet {

namespace {

constexpr std::size_t most_digits_of_euros = 13;
constexpr std::int64_t basis_points_in_one = 10'000;

[[noreturn]] void out_of_range() {
    throw Broken{"an amount of money is out of range"};
}

std::int64_t product(std::int64_t a, std::int64_t b) {
    std::int64_t result = 0;
    if (__builtin_mul_overflow(a, b, &result)) out_of_range();
    return result;
}

// The digits of the absolute value, which the smallest number has but cannot hold.
std::string digits_of(std::int64_t cents) {
    auto digits = std::to_string(cents);
    if (cents < 0) digits.erase(0, 1);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return digits;
}

std::string grouped(std::string digits, char mark) {
    for (auto place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, 1, mark);
    return digits;
}

bool are_digits(std::string_view text) {
    return text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::int64_t round_half_up(std::int64_t numerator, std::int64_t denominator) {
    if (denominator <= 0) throw Broken{"a fraction with a denominator that is not positive"};
    const auto whole = numerator / denominator;
    const auto rest = numerator % denominator;
    const auto distance = rest < 0 ? -rest : rest;
    if (distance < denominator - distance) return whole;
    return numerator < 0 ? whole - 1 : whole + 1;
}

Result<Money> Money::parse(std::string_view text, std::string field) {
    auto rest = trim(text);
    const bool negative = rest.starts_with('-');
    if (negative) rest.remove_prefix(1);
    const auto point = rest.find_first_of(".,");
    const auto euros = rest.substr(0, point);
    const auto cents = point == std::string_view::npos ? std::string_view{"00"} : rest.substr(point + 1);
    if (euros.empty() || euros.size() > most_digits_of_euros || cents.size() != 2 || !are_digits(euros) ||
        !are_digits(cents))
        return refuse(ErrorCode::invalid, "not_an_amount", "This is not an amount in euros, such as 49.00.",
                      std::move(field));
    const auto amount = std::stoll(std::string{euros} + std::string{cents});
    return Money{negative ? -amount : amount};
}

std::string Money::decimal() const {
    auto digits = digits_of(cents_);
    digits.insert(digits.size() - 2, 1, '.');
    return cents_ < 0 ? "-" + digits : digits;
}

std::string Money::display(Language language) const {
    const auto digits = digits_of(cents_);
    const auto euros = digits.substr(0, digits.size() - 2);
    const auto cents = digits.substr(digits.size() - 2);
    const std::string minus = cents_ < 0 ? "-" : "";
    if (language == Language::nl) return "€\u00A0" + minus + grouped(euros, '.') + ',' + cents;
    return minus + "€" + grouped(euros, ',') + '.' + cents;
}

Money Money::portion_half_up(std::int64_t numerator, std::int64_t denominator) const {
    return Money{round_half_up(product(cents_, numerator), denominator)};
}

Money Money::vat_included_part(int rate_basis_points) const {
    return portion_half_up(rate_basis_points, basis_points_in_one + rate_basis_points);
}

Money Money::vat_to_add(int rate_basis_points) const {
    return portion_half_up(rate_basis_points, basis_points_in_one);
}

Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.cents_, b.cents_, &sum)) out_of_range();
    return Money{sum};
}

Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.cents_, b.cents_, &difference)) out_of_range();
    return Money{difference};
}

Money operator-(Money a) {
    return Money{} - a;
}

Money operator*(Money a, std::int64_t times) {
    return Money{product(a.cents_, times)};
}

}  // namespace autojet
