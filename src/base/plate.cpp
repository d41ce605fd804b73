#include "base/plate.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.hpp"

namespace autojet {

namespace {

// X is a letter, 9 a digit; the place in the list is the number of the series.
constexpr std::array<std::string_view, 14> series_shapes{
    "XX9999", "9999XX", "99XX99", "XX99XX", "XXXX99", "99XXXX", "99XXX9",
    "9XXX99", "XX999X", "X999XX", "XXX99X", "X99XXX", "9XX999", "999XX9",
};

// Everything but X and 9 stands for itself.
constexpr std::array<std::string_view, 13> special_shapes{
    "AA99",   "CDX9",  "CDX99", "CDX999", "BN9999", "GN9999", "RC9999",
    "ZZ9999", "F9999", "Z9999", "GV99",   "GV999",  "GV9999",
};

constexpr std::array<std::string_view, 15> combinations_not_issued{
    "GVD", "KKK", "KVT", "LPF", "NSB", "PKK", "PSV", "TBS", "SS", "SD", "PVV", "SGP", "VVD", "FVD", "BBB",
};

constexpr std::string_view separators = " -.";

bool is_letter(char c) {
    return is_ascii_upper(c);
}

bool has_shape(std::string_view key, std::string_view shape) {
    return std::ranges::equal(key, shape, [](char c, char sign) {
        if (sign == '9') return is_ascii_digit(c);
        if (sign == 'X') return is_letter(c);
        return c == sign;
    });
}

std::optional<int> series_of(std::string_view key) {
    const auto shape = std::ranges::find_if(series_shapes, [&](auto each) { return has_shape(key, each); });
    if (shape == series_shapes.end()) return std::nullopt;
    return static_cast<int>(shape - series_shapes.begin()) + 1;
}

bool is_special(std::string_view key) {
    return std::ranges::any_of(special_shapes, [&](auto shape) { return has_shape(key, shape); });
}

// Splits where letters and digits change, and a run of four in two.
std::string with_dashes(std::string_view key) {
    std::string dashed;
    std::size_t run = 0;
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (i > 0 && is_letter(key[i]) != is_letter(key[i - 1])) run = i;
        const auto alike = [&](char c) { return is_letter(c) == is_letter(key[run]); };
        const auto end = std::find_if_not(key.begin() + static_cast<std::ptrdiff_t>(run), key.end(), alike);
        const auto length = static_cast<std::size_t>(end - key.begin()) - run;
        if (i > 0 && (i == run || (length == 4 && i == run + 2))) dashed += '-';
        dashed += key[i];
    }
    return dashed;
}

std::string without_separators(std::string_view text) {
    std::string bare;
    for (const char c : text)
        if (separators.find(c) == std::string_view::npos) bare += ascii_upper(c);
    return bare;
}

// D and F were given to cars until mopeds got plates, from series 7 on.
PlateKind kind_of(std::string_view key, int series) {
    switch (*std::ranges::find_if(key, is_letter)) {
        case 'B':
            return PlateKind::heavy;
        case 'V':
            return PlateKind::light_commercial;
        case 'M':
            return PlateKind::motorcycle;
        case 'D':
        case 'F':
            return series >= 7 ? PlateKind::moped : PlateKind::car;
        case 'W':
            return PlateKind::trailer;
        case 'O':
            return PlateKind::semi_trailer;
        default:
            return PlateKind::car;
    }
}

// The letters C and Q are not used, and vowels not from series 4 on, but for the O that begins a semi-trailer's plate.
bool has_unused_letter(std::string_view key, int series) {
    if (key.find_first_of("CQ") != std::string_view::npos) return true;
    if (series < 4) return false;
    const auto first_letter = static_cast<std::size_t>(std::ranges::find_if(key, is_letter) - key.begin());
    const auto vowel = key.find_first_of("AEIOU", key[first_letter] == 'O' ? first_letter + 1 : 0);
    return vowel != std::string_view::npos;
}

bool has_unissued_combination(std::string_view display) {
    while (!display.empty()) {
        const auto dash = std::min(display.find('-'), display.size());
        if (std::ranges::count(combinations_not_issued, display.substr(0, dash)) > 0) return true;
        display.remove_prefix(std::min(dash + 1, display.size()));
    }
    return false;
}

}  // namespace

Result<PlateNumber> PlateNumber::parse(std::string_view country, std::string_view text) {
    auto sign = ascii_upper(trim(country));
    if (sign.empty() || sign.size() > 3 || !std::ranges::all_of(sign, is_letter))
        return refuse(ErrorCode::invalid, "unknown_country",
                      "Please give the country of the plate by its letters, such as NL.", "country");
    if (sign == "NL") return parse_dutch(text);
    return parse_foreign(std::move(sign), text);
}

Result<PlateNumber> PlateNumber::parse_dutch(std::string_view text) {
    const auto key = without_separators(trim(text));
    const auto series = series_of(key);
    const bool special = is_special(key);
    if (key.empty()) return refuse(ErrorCode::invalid, "required", "Please fill this in.", "plate");
    if (!series && !special)
        return refuse(ErrorCode::invalid, "not_a_plate",
                      "This is not a Dutch licence plate, such as 54-JG-PV. Is the vehicle registered elsewhere?",
                      "plate");
    PlateNumber plate;
    plate.country_ = "NL";
    plate.display_ = with_dashes(key);
    if (!special) plate.series_ = series;
    plate.kind_ = special ? PlateKind::special : kind_of(key, *series);
    return plate;
}

Result<PlateNumber> PlateNumber::parse_foreign(std::string country, std::string_view text) {
    auto written = clean_line(text, longest_foreign_text, "plate");
    if (!written) return tl::unexpected{written.error()};
    if (without_separators(*written).empty())
        return refuse(ErrorCode::invalid, "required", "Please fill this in.", "plate");
    PlateNumber plate;
    plate.country_ = std::move(country);
    plate.display_ = ascii_upper(*written);
    return plate;
}

std::string PlateNumber::key() const {
    const auto bare = without_separators(display_);
    return kind_ == PlateKind::foreign ? country_ + ":" + bare : bare;
}

bool PlateNumber::unusual() const {
    return series_ && (has_unused_letter(key(), *series_) || has_unissued_combination(display_));
}

}  // namespace autojet
