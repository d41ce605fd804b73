#include "base/language.hpp"

#include <cstddef>

#include "base/text.hpp"

namespace autojet {

namespace {

// A weight in thousandths (RFC 9110 12.4.2): "0.8" is 800. Nonsense weighs nothing.
int weight_in_thousandths(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
    if (text.size() > 1 && text[1] != '.') return 0;
    int weight = (text[0] - '0') * 1000;
    int place = 100;
    for (const char digit : text.substr(text.size() > 1 ? 2 : 1)) {
        if (!is_ascii_digit(digit)) return 0;
        weight += (digit - '0') * place;
        place /= 10;
    }
    return weight <= 1000 ? weight : 0;
}

int weight_of(std::string_view parameters) {
    const auto name = trim(parameters.substr(0, parameters.find('=')));
    if (ascii_lower(name) != "q" || parameters.find('=') == std::string_view::npos) return 1000;
    return weight_in_thousandths(trim(parameters.substr(parameters.find('=') + 1)));
}

std::optional<Language> language_of_range(std::string_view range) {
    if (range == "*") return Language::nl;
    return from_code(ascii_lower(range.substr(0, range.find('-'))));
}

}  // namespace

std::string_view code(Language language) {
    return language == Language::nl ? "nl" : "en";
}

std::optional<Language> from_code(std::string_view text) {
    for (const auto language : all_languages)
        if (text == code(language)) return language;
    return std::nullopt;
}

Language from_accept_language(std::string_view header) {
    auto best = Language::nl;
    int best_weight = 0;
    while (!header.empty()) {
        const auto item = trim(header.substr(0, header.find(',')));
        header.remove_prefix(header.find(',') == std::string_view::npos ? header.size() : header.find(',') + 1);

        const auto semicolon = item.find(';');
        const auto language = language_of_range(trim(item.substr(0, semicolon)));
        const int weight = semicolon == std::string_view::npos ? 1000 : weight_of(item.substr(semicolon + 1));
        if (!language || weight <= best_weight) continue;
        best = *language;
        best_weight = weight;
    }
    return best;
}

}  // namespace autojet
