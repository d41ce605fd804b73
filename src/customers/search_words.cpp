#include "customers/search_words.hpp"

#include <glib.h>

#include <algorithm>
#include <memory>

#include "base/text.hpp"

namespace autojet::customers {

namespace {

constexpr std::size_t shortest_beginning = 2;
constexpr std::size_t shortest_phone_beginning = 3;
constexpr std::size_t shortest_phone_end = 4;
constexpr std::size_t longest_phone_end = 9;
constexpr std::size_t longest_plate = 12;
constexpr std::size_t most_terms = 8;

using GText = std::unique_ptr<char, decltype(&g_free)>;

std::size_t take(std::string_view text, std::size_t characters) {
    std::string_view rest = text;
    for (std::size_t n = 0; n < characters && !rest.empty(); ++n)
        if (!take_code_point(rest)) break;
    return text.size() - rest.size();
}

std::string cut(std::string_view text, std::size_t characters = longest_beginning) {
    return std::string(text.substr(0, take(text, characters)));
}

// One Latin letter or digit tells nobody apart; one character of another script may be a whole name.
bool is_short(std::string_view text) {
    return text.size() < shortest_beginning;
}

void add_beginnings(std::vector<std::string>& words, std::string_view kind, std::string_view text,
                    std::size_t shortest = shortest_beginning, std::size_t longest = longest_beginning) {
    const auto characters = std::min(count_characters(text), longest);
    for (std::size_t n = 1; n <= characters; ++n)
        if (const auto beginning = cut(text, n); n >= shortest || (n == 1 && !is_short(beginning)))
            words.push_back(std::string(kind) + beginning);
}

// Letters that Unicode does not take apart.
std::string_view plain_letter(gunichar letter) {
    switch (letter) {
        case U'ø':
            return "o";
        case U'ł':
            return "l";
        case U'đ':
        case U'ð':
            return "d";
        case U'þ':
            return "th";
        case U'æ':
            return "ae";
        case U'œ':
            return "oe";
        case U'ı':
            return "i";
        default:
            return {};
    }
}

std::vector<std::string> parts_of(std::string_view folded_text) {
    std::vector<std::string> parts;
    bool inside = false;
    for (std::string_view rest = folded_text; !rest.empty();) {
        const auto before = rest;
        const auto letter = take_code_point(rest);
        if (!letter) break;
        if (!g_unichar_isalnum(*letter)) {
            inside = false;
            continue;
        }
        if (!inside) parts.emplace_back();
        inside = true;
        parts.back().append(before.substr(0, before.size() - rest.size()));
    }
    return parts;
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, is_ascii_digit);
}

void add_phone_terms(Term& term, const std::string& number) {
    if (number.size() >= shortest_phone_beginning) term.push_back("p:" + number);
    if (all_digits(number) && number.size() >= shortest_phone_end && number.size() <= longest_phone_end)
        term.push_back("s:" + number);
}

// As the number would stand in the words of a record: "0612..." at home, "+49..." abroad.
std::string national(std::string_view world) {
    if (!world.starts_with("31")) return "+" + std::string(world);
    const auto rest = world.substr(2);
    return rest.starts_with('0') ? std::string(rest) : "0" + std::string(rest);
}

std::string phone_typed(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_ascii_digit(c))
            digits += c;
        else if (std::string_view{" +-()./"}.find(c) == std::string_view::npos)
            return {};
    }
    if (trim(text).starts_with('+')) return national(digits);
    if (digits.starts_with("00")) return national(std::string_view{digits}.substr(2));
    return digits;
}

Term term_of_part(const std::string& part) {
    Term term{"n:" + cut(part), "e:" + cut(part), "d:" + cut(part), "k:" + cut(part)};
    if (all_digits(part)) add_phone_terms(term, part);
    return term;
}

void read_parts(Typed& typed, const std::vector<std::string>& parts) {
    Reading whole, beginnings;
    for (const auto& part : parts) {
        if (is_short(part)) continue;
        whole.push_back({"N:" + part, "E:" + part, "D:" + part});
        beginnings.push_back(term_of_part(part));
        if (beginnings.size() == most_terms) break;
    }
    if (beginnings.empty()) return;
    typed.whole.push_back(std::move(whole));
    typed.beginnings.push_back(std::move(beginnings));
}

void read_mail(Typed& typed, std::string_view text) {
    if (text.find_first_of(" \t") != std::string_view::npos || is_short(text)) return;
    const auto at = text.find('@');
    if (at == std::string_view::npos) {
        if (text.find_first_of(".-_+") == std::string_view::npos) return;
        typed.whole.push_back({{"E:" + std::string(text), "D:" + std::string(text)}});
        typed.beginnings.push_back({{"e:" + cut(text), "d:" + cut(text)}});
        return;
    }
    Reading whole, beginnings;
    const auto local = text.substr(0, at), domain = text.substr(at + 1);
    if (!local.empty()) {
        whole.push_back({"E:" + std::string(local)});
        beginnings.push_back({"E:" + std::string(local)});
    }
    if (!domain.empty()) whole.push_back({"D:" + std::string(domain)});
    if (!is_short(domain)) beginnings.push_back({"d:" + cut(domain)});
    if (!whole.empty()) typed.whole.push_back(std::move(whole));
    if (!beginnings.empty()) typed.beginnings.push_back(std::move(beginnings));
}

void read_plate(Typed& typed, const std::vector<std::string>& parts) {
    std::string plate;
    for (const auto& part : parts) plate += part;
    if (parts.size() < 2 || plate.size() > longest_plate || std::ranges::none_of(plate, is_ascii_digit)) return;
    typed.beginnings.push_back({{"k:" + plate}});
}

}  // namespace

std::string folded(std::string_view text) {
    if (!is_utf8(text)) return {};
    const GText apart(g_utf8_normalize(text.data(), static_cast<gssize>(text.size()), G_NORMALIZE_ALL), &g_free);
    if (!apart) return {};
    const GText lower(g_utf8_casefold(apart.get(), -1), &g_free);
    std::string plain;
    for (std::string_view rest = lower.get(); !rest.empty();) {
        const auto before = rest;
        const auto letter = take_code_point(rest);
        if (!letter) break;
        if (g_unichar_ismark(*letter)) continue;
        const auto instead = plain_letter(*letter);
        plain.append(instead.empty() ? before.substr(0, before.size() - rest.size()) : instead);
    }
    return plain;
}

std::vector<std::string> words_of_name(std::string_view name) {
    std::vector<std::string> words;
    for (const auto& part : parts_of(folded(name))) {
        if (is_short(part)) continue;
        words.push_back("N:" + part);
        add_beginnings(words, "n:", part);
    }
    return words;
}

std::vector<std::string> words_of_email(std::string_view email_key) {
    const auto at = email_key.rfind('@');
    if (at == std::string_view::npos) return {};
    const auto local = email_key.substr(0, at), domain = email_key.substr(at + 1);
    std::vector<std::string> words{"E:" + std::string(local), "D:" + std::string(domain)};
    add_beginnings(words, "e:", local);
    add_beginnings(words, "d:", domain);
    return words;
}

std::vector<std::string> words_of_phone(std::string_view e164) {
    const auto digits = e164.substr(e164.starts_with('+') ? 1 : 0);
    const auto number = national(digits);
    std::vector<std::string> words;
    add_beginnings(words, "p:", number, shortest_phone_beginning, number.size());
    for (auto n = shortest_phone_end; n <= std::min(longest_phone_end, digits.size()); ++n)
        words.push_back("s:" + std::string(digits.substr(digits.size() - n)));
    return words;
}

std::vector<std::string> words_of_plate(std::string_view plate_key) {
    std::string plate;
    for (const auto& part : parts_of(folded(plate_key.substr(plate_key.find(':') + 1)))) plate += part;
    std::vector<std::string> words;
    add_beginnings(words, "k:", plate, shortest_beginning, longest_plate);
    return words;
}

Typed read_typed(std::string_view text) {
    Typed typed;
    const auto line = trim(text);
    if (line.size() > longest_typed || !is_utf8(line)) return typed;
    const auto parts = parts_of(folded(line));
    read_mail(typed, ascii_lower(line));
    if (line.find('@') != std::string_view::npos) return typed;
    read_parts(typed, parts);
    if (const auto number = phone_typed(line); number.size() >= shortest_phone_beginning)
        if (Term term; add_phone_terms(term, number), !term.empty()) typed.beginnings.push_back({std::move(term)});
    read_plate(typed, parts);
    return typed;
}

}  // namespace autojet::customers
