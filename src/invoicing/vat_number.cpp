#include "invoicing/vat_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "invoicing/check_digits.hpp"

namespace autojet::invoicing {

namespace {

// How the numbers of the member states look behind their prefix, as VIES lists them: 9 a digit, A a letter, X either.
// Article 215: Greece writes EL, Northern Ireland XI.
struct Shape {
    std::string_view prefix;
    std::string_view rest;
};
constexpr std::array shapes{
    Shape{"AT", "U99999999"}, Shape{"BE", "9999999999"},   Shape{"BG", "999999999"},   Shape{"BG", "9999999999"},
    Shape{"CY", "99999999A"}, Shape{"CZ", "99999999"},     Shape{"CZ", "999999999"},   Shape{"CZ", "9999999999"},
    Shape{"DE", "999999999"}, Shape{"DK", "99999999"},     Shape{"EE", "999999999"},   Shape{"EL", "999999999"},
    Shape{"ES", "X9999999X"}, Shape{"FI", "99999999"},     Shape{"FR", "XX999999999"}, Shape{"HR", "99999999999"},
    Shape{"HU", "99999999"},  Shape{"IE", "9X99999A"},     Shape{"IE", "9999999AA"},   Shape{"IT", "99999999999"},
    Shape{"LT", "999999999"}, Shape{"LT", "999999999999"}, Shape{"LU", "99999999"},    Shape{"LV", "99999999999"},
    Shape{"MT", "99999999"},  Shape{"PL", "9999999999"},   Shape{"PT", "999999999"},   Shape{"SE", "999999999999"},
    Shape{"SI", "99999999"},  Shape{"SK", "9999999999"},   Shape{"XI", "999999999"},   Shape{"XI", "999999999999"},
    Shape{"XI", "GD999"},     Shape{"XI", "HA999"}};

bool has_shape(std::string_view text, std::string_view shape) {
    return std::ranges::equal(text, shape, [](char c, char wanted) {
        const bool digit = is_ascii_digit(c);
        if (wanted == '9') return digit;
        if (wanted == 'X') return digit || (c >= 'A' && c <= 'Z');
        return wanted == 'A' ? c >= 'A' && c <= 'Z' : c == wanted;
    });
}

// Romania gives numbers of two to ten digits.
bool is_romanian(std::string_view text) {
    return text.starts_with("RO") && text.size() >= 4 && text.size() <= 12 && are_digits(text.substr(2)) &&
           text[2] != '0';
}

bool passes_eleven_test(std::string_view nine_digits) {
    int sum = 0;
    for (int i = 0; i < 8; ++i) sum += (9 - i) * (nine_digits[static_cast<std::size_t>(i)] - '0');
    return sum % 11 == nine_digits[8] - '0' && nine_digits != "000000000";
}

bool is_dutch(std::string_view text) {
    if (text.size() != 14 || text[11] != 'B' || !are_digits(text.substr(2, 9)) || !are_digits(text.substr(12)))
        return false;
    return modulo_97(text) == 1 || passes_eleven_test(text.substr(2, 9));
}

bool is_vat_number(std::string_view text) {
    if (text.size() < 4 || !are_alphanumeric(text)) return false;
    if (text.starts_with("NL")) return is_dutch(text);
    return is_romanian(text) || std::ranges::any_of(shapes, [&](const Shape& shape) {
               return text.substr(0, 2) == shape.prefix && has_shape(text.substr(2), shape.rest);
           });
}

}  // namespace

Result<VatNumber> VatNumber::parse(std::string_view text, std::string field) {
    auto bare = without_marks(text);
    if (!is_vat_number(bare))
        return refuse(ErrorCode::invalid, "not_a_vat_number",
                      "This is not a VAT number, such as NL005130382B90. Please check it.", std::move(field));
    return VatNumber{std::move(bare)};
}

std::string VatNumber::country() const {
    const auto prefix = text_.substr(0, 2);
    if (prefix == "EL") return "GR";
    return prefix == "XI" ? "GB" : prefix;
}

}  // namespace autojet::invoicing
