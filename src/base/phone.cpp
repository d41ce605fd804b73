#include "base/phone.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/text.hpp"

namespace autojet {

namespace {

constexpr std::string_view dutch_prefix = "+31";
constexpr std::size_t fewest_digits = 8;
constexpr std::size_t most_digits = 15;
constexpr std::size_t longest_text = 64;

constexpr std::array<std::string_view, 4> service_prefixes{"800", "900", "906", "909"};

// Area codes of two digits (behind the 0); the others have three.
constexpr std::array<std::string_view, 31> short_area_codes{
    "10", "13", "15", "20", "23", "24", "26", "30", "33", "35", "36", "38", "40", "43", "45", "46",
    "50", "53", "55", "58", "70", "71", "72", "73", "74", "75", "76", "77", "78", "79", "88",
};

// What phones and web pages put between digits when a number is copied.
constexpr std::array<std::string_view, 6> foreign_separators{
    "\u00A0", "\u202F", "\u2010", "\u2011", "\u2012", "\u2013",
};

bool has_only_digits(std::string_view text) {
    return std::ranges::all_of(text, is_ascii_digit);
}

std::string without(std::string text, std::string_view part) {
    for (auto place = text.find(part); place != std::string::npos; place = text.find(part))
        text.erase(place, part.size());
    return text;
}

std::string without_separators(std::string_view text) {
    std::string bare{text};
    for (const auto separator : foreign_separators) bare = without(std::move(bare), separator);
    std::erase_if(bare, [](char c) { return std::string_view{" -./"}.find(c) != std::string_view::npos; });
    if (bare.starts_with("+") || bare.starts_with("00") || bare.starts_with("(+"))
        if (const auto trunk = bare.find("(0)"); trunk != std::string::npos) bare.erase(trunk, 3);
    std::erase_if(bare, [](char c) { return c == '(' || c == ')'; });
    return bare;
}

// Behind +31: nine digits; service numbers seven or ten, numbers of machines (097) eleven.
bool is_dutch_subscriber(std::string_view digits) {
    if (digits.empty() || digits.front() == '0') return false;
    const bool service = std::ranges::count(service_prefixes, digits.substr(0, 3)) > 0;
    if (service) return digits.size() == 7 || digits.size() == 10;
    if (digits.starts_with("97")) return digits.size() == 11;
    return digits.size() == 9;
}

std::optional<std::string> international(std::string_view digits) {
    const auto number = "+" + std::string{digits};
    if (number.starts_with(dutch_prefix)) {
        auto subscriber = digits.substr(dutch_prefix.size() - 1);
        if (subscriber.starts_with('0')) subscriber.remove_prefix(1);
        if (!is_dutch_subscriber(subscriber)) return std::nullopt;
        return std::string{dutch_prefix} + std::string{subscriber};
    }
    if (digits.size() < fewest_digits || digits.size() > most_digits || digits.front() == '0') return std::nullopt;
    return number;
}

std::optional<std::string> national(std::string_view digits) {
    if (!digits.starts_with('0') || !is_dutch_subscriber(digits.substr(1))) return std::nullopt;
    return std::string{dutch_prefix} + std::string{digits.substr(1)};
}

std::size_t area_code_length(std::string_view subscriber) {
    if (subscriber.starts_with('6')) return 1;
    if (subscriber.starts_with("97")) return 2;
    if (subscriber.starts_with("85")) return 2;
    return std::ranges::count(short_area_codes, subscriber.substr(0, 2)) > 0 ? 2 : 3;
}

}  // namespace

Result<PhoneNumber> PhoneNumber::parse(std::string_view text, std::string_view default_country, std::string field) {
    const auto refused = [&] {
        return refuse(ErrorCode::invalid, "not_a_phone_number", "This is not a phone number, such as 06 12345678.",
                      std::move(field));
    };
    if (text.size() > longest_text) return refused();
    const auto bare = without_separators(trim(text));
    const auto prefix = std::size_t{bare.starts_with("+") ? 1u : bare.starts_with("00") ? 2u : 0u};
    const auto digits = std::string_view{bare}.substr(prefix);
    if (digits.empty() || !has_only_digits(digits)) return refused();
    if (prefix == 0 && default_country != "NL")
        return refuse(ErrorCode::invalid, "country_missing", "Please begin the number with + and the country's code.",
                      std::move(field));
    auto e164 = prefix > 0 ? international(digits) : national(digits);
    if (!e164) return refused();
    return PhoneNumber{*std::move(e164)};
}

std::string PhoneNumber::display() const {
    if (!e164_.starts_with(dutch_prefix)) return e164_;
    const std::string_view subscriber = std::string_view{e164_}.substr(dutch_prefix.size());
    if (std::ranges::count(service_prefixes, subscriber.substr(0, 3)) > 0)
        return "0" + std::string{subscriber.substr(0, 3)} + " " + std::string{subscriber.substr(3)};
    const auto area = area_code_length(subscriber);
    return std::string{dutch_prefix} + " " + std::string{subscriber.substr(0, area)} + " " +
           std::string{subscriber.substr(area)};
}

}  // namespace autojet
