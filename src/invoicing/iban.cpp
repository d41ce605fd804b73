#include "invoicing/iban.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"
#include "invoicing/check_digits.hpp"

namespace autojet::invoicing {

namespace {

struct CountryLength {
    std::string_view country;
    std::size_t length;
};

constexpr std::array<CountryLength, 41> lengths{{
    {"AD", 24}, {"AL", 28}, {"AT", 20}, {"BE", 16}, {"BG", 22}, {"CH", 21}, {"CY", 28}, {"CZ", 24}, {"DE", 22},
    {"DK", 18}, {"EE", 20}, {"ES", 24}, {"FI", 18}, {"FR", 27}, {"GB", 22}, {"GI", 23}, {"GR", 27}, {"HR", 21},
    {"HU", 28}, {"IE", 22}, {"IS", 26}, {"IT", 27}, {"LI", 21}, {"LT", 20}, {"LU", 20}, {"LV", 21}, {"MC", 27},
    {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MT", 31}, {"NL", 18}, {"NO", 15}, {"PL", 28}, {"PT", 25}, {"RO", 24},
    {"RS", 22}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27},
}};

// NL, two digits, four letters of the bank, ten digits.
bool is_dutch_form(std::string_view text) {
    return std::ranges::all_of(text.substr(4, 4), is_ascii_upper) && are_digits(text.substr(8));
}

bool is_iban(const std::string& text) {
    if (!are_alphanumeric(text) || text.size() < 15 || !are_digits(std::string_view{text}.substr(2, 2))) return false;
    const auto country = text.substr(0, 2);
    const auto found = std::ranges::find(lengths, country, &CountryLength::country);
    if (found == lengths.end() || found->length != text.size()) return false;
    if (country == "NL" && !is_dutch_form(text)) return false;
    return modulo_97(text.substr(4) + text.substr(0, 4)) == 1;
}

}  // namespace

Result<Iban> Iban::parse(std::string_view text, std::string field) {
    auto bare = without_marks(text);
    if (!is_iban(bare))
        return refuse(ErrorCode::invalid, "not_an_iban",
                      "This is not an IBAN, such as NL91 ABNA 0417 1643 00. Please check it.", std::move(field));
    return Iban{std::move(bare)};
}

std::string Iban::display() const {
    std::string grouped;
    for (std::size_t i = 0; i < text_.size(); ++i) {
        if (i > 0 && i % 4 == 0) grouped += ' ';
        grouped += text_[i];
    }
    return grouped;
}

}  // namespace autojet::invoicing
