#include "invoicing/quantity.hpp"

#include <utility>

#include "base/enum_names.hpp"
#include "base/text.hpp"
#include "invoicing/check_digits.hpp"

namespace autojet::invoicing {

namespace {

constexpr std::int64_t thousandths_in_one = 1000;
constexpr std::int64_t most_thousandths = 999'999'999;
constexpr std::size_t most_decimals = 3;
constexpr std::size_t most_digits = 6;

constexpr EnumNames<11> codes{"C62", "HUR", "MIN", "DAY", "LTR", "KGM", "MTR", "MTK", "KMT", "SET", "PR"};
constexpr EnumNames<11> unit_labels{"piece", "hour",         "minute",    "day", "litre", "kilogram",
                                    "metre", "square metre", "kilometre", "set", "pair"};

tl::unexpected<Error> not_a_quantity(std::string field) {
    return refuse(ErrorCode::invalid, "not_a_quantity",
                  "Please give a quantity above zero with at most three decimals, such as 1.5.", std::move(field));
}

}  // namespace

Result<Quantity> Quantity::parse(std::string_view text, std::string field) {
    const auto trimmed = trim(text);
    const auto point = trimmed.find_first_of(".,");
    const auto whole = trimmed.substr(0, point);
    auto decimals = point == std::string_view::npos ? std::string{"0"} : std::string{trimmed.substr(point + 1)};
    if (whole.empty() || whole.size() > most_digits || decimals.empty() || decimals.size() > most_decimals ||
        !are_digits(whole) || !are_digits(decimals))
        return not_a_quantity(std::move(field));
    decimals.resize(most_decimals, '0');
    return of_thousandths(std::stoll(std::string{whole} + decimals), std::move(field));
}

Result<Quantity> Quantity::of_thousandths(std::int64_t thousandths, std::string field) {
    if (thousandths <= 0 || thousandths > most_thousandths) return not_a_quantity(std::move(field));
    return Quantity{thousandths};
}

std::string Quantity::decimal() const {
    auto text = std::to_string(thousandths_ / thousandths_in_one);
    auto decimals = std::to_string(thousandths_in_one + thousandths_ % thousandths_in_one).substr(1);
    while (decimals.ends_with('0')) decimals.pop_back();
    return decimals.empty() ? text : text + '.' + decimals;
}

std::string Quantity::display(Language language) const {
    auto text = decimal();
    if (const auto point = text.find('.'); language == Language::nl && point != std::string::npos) text[point] = ',';
    return text;
}

Money Quantity::times(Money unit_price) const {
    return unit_price.portion_half_up(thousandths_, thousandths_in_one);
}

Result<Unit> parse_unit(std::string_view text, std::string field) {
    if (const auto unit = value_in<Unit>(codes, trim(text))) return *unit;
    return refuse(ErrorCode::invalid, "unknown_unit", "Please choose a unit from the list.", std::move(field));
}

std::string_view code(Unit unit) {
    return name_in(codes, unit);
}

std::string_view label(Unit unit) {
    return name_in(unit_labels, unit);
}

}  // namespace autojet::invoicing
