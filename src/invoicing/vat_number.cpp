#include "invoicing/vat_number.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "invoicing/check_digits.hpp"

namespace autojet::invoicing {

namespace {

// Article 215: Greece writes EL, Northern Ireland XI.
constexpr std::array<std::string_view, 28> prefixes{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES",
                                                    "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT",
                                                    "NL", "PL", "PT", "RO", "SE", "SI", "SK", "XI"};

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
    if (!are_alphanumeric(text) || std::ranges::count(prefixes, text.substr(0, 2)) == 0) return false;
    if (text.starts_with("NL")) return is_dutch(text);
    return text.size() >= 4 && text.size() <= 14 && std::ranges::any_of(text.substr(2), is_ascii_digit);
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
