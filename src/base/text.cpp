#include "base/text.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace autojet {

namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view white_space = " \t\n\v\f\r";

struct Utf8Form {
    std::size_t length;
    char32_t first_bits;
    char32_t smallest;
};

std::optional<Utf8Form> form_of(unsigned char first) {
    if (first < 0x80) return Utf8Form{1, first, 0};
    if ((first & 0xE0u) == 0xC0) return Utf8Form{2, first & 0x1Fu, 0x80};
    if ((first & 0xF0u) == 0xE0) return Utf8Form{3, first & 0x0Fu, 0x800};
    if ((first & 0xF8u) == 0xF0) return Utf8Form{4, first & 0x07u, 0x10000};
    return std::nullopt;
}

bool is_between(char32_t c, char32_t first, char32_t last) {
    return c >= first && c <= last;
}

bool is_control(char32_t c) {
    return c < 0x20 || is_between(c, 0x7F, 0x9F);
}

bool turns_direction(char32_t c) {
    return is_between(c, 0x202A, 0x202E) || is_between(c, 0x2066, 0x2069) || c == 0x200E || c == 0x200F || c == 0x061C;
}

bool is_noncharacter(char32_t c) {
    return is_between(c, 0xFDD0, 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

bool is_plain(char32_t c, Lines lines) {
    if (c == '\n' || c == '\t') return lines == Lines::many;
    const bool separates_lines = c == 0x2028 || c == 0x2029;
    return !is_control(c) && !turns_direction(c) && !separates_lines && c != 0xFEFF && !is_noncharacter(c);
}

std::string with_plain_line_ends(std::string_view text) {
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            plain += text[i];
            continue;
        }
        plain += '\n';
        if (i + 1 < text.size() && text[i + 1] == '\n') ++i;
    }
    return plain;
}

Result<std::string> clean(std::string_view text, std::size_t max_characters, std::string field, Presence presence,
                          Lines lines) {
    const auto trimmed = trim(text);
    if (!is_plain_text(trimmed, lines))
        return refuse(ErrorCode::invalid, "not_text",
                      "This contains characters that we cannot read. Please type it again.", std::move(field));
    if (trimmed.empty() && presence == Presence::required)
        return refuse(ErrorCode::invalid, "required", "Please fill this in.", std::move(field));
    if (count_characters(trimmed) > max_characters)
        return refuse(ErrorCode::invalid, "too_long", "This text is too long. Please shorten it.", std::move(field));
    if (contains_citizen_service_number(trimmed))
        return refuse(ErrorCode::invalid, "citizen_service_number",
                      "This looks like a citizen service number (BSN). Please leave it out; we never need it.",
                      std::move(field));
    return std::string{trimmed};
}

}  // namespace

std::optional<char32_t> take_code_point(std::string_view& rest) {
    const auto form = form_of(static_cast<unsigned char>(rest.front()));
    if (!form || rest.size() < form->length) return std::nullopt;
    char32_t c = form->first_bits;
    for (const char following : rest.substr(1, form->length - 1)) {
        const auto byte = static_cast<unsigned char>(following);
        if ((byte & 0xC0u) != 0x80) return std::nullopt;
        c = (c << 6) | (byte & 0x3Fu);
    }
    if (c < form->smallest || c > 0x10FFFF || is_between(c, 0xD800, 0xDFFF)) return std::nullopt;
    rest.remove_prefix(form->length);
    return c;
}

bool is_utf8(std::string_view text) {
    while (!text.empty())
        if (!take_code_point(text)) return false;
    return true;
}

std::size_t count_characters(std::string_view text) {
    const auto begins_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

bool is_plain_text(std::string_view text, Lines lines) {
    while (!text.empty()) {
        const auto c = take_code_point(text);
        if (!c || !is_plain(*c, lines)) return false;
    }
    return true;
}

std::string repaired_utf8(std::string_view text) {
    std::string repaired;
    while (!text.empty()) {
        const auto before = text;
        if (take_code_point(text)) {
            repaired.append(before.substr(0, before.size() - text.size()));
        } else {
            repaired.append("\xEF\xBF\xBD");
            text.remove_prefix(1);
        }
    }
    return repaired;
}

std::string_view trim(std::string_view text) {
    const auto drop_front = [&] {
        if (text.starts_with(no_break_space)) return no_break_space.size();
        return std::size_t{!text.empty() && white_space.find(text.front()) != std::string_view::npos};
    };
    const auto drop_back = [&] {
        if (text.ends_with(no_break_space)) return no_break_space.size();
        return std::size_t{!text.empty() && white_space.find(text.back()) != std::string_view::npos};
    };
    while (const auto count = drop_front()) text.remove_prefix(count);
    while (const auto count = drop_back()) text.remove_suffix(count);
    return text;
}

std::string ascii_lower(std::string_view text) {
    std::string lower{text};
    for (char& c : lower) c = ascii_lower(c);
    return lower;
}

std::string ascii_upper(std::string_view text) {
    std::string upper{text};
    for (char& c : upper) c = ascii_upper(c);
    return upper;
}

std::string escape_html(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\'':
                escaped += "&#39;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

Result<std::string> clean_line(std::string_view text, std::size_t max_characters, std::string field,
                               Presence presence) {
    return clean(text, max_characters, std::move(field), presence, Lines::one);
}

Result<std::string> clean_text(std::string_view text, std::size_t max_characters, std::string field,
                               Presence presence) {
    return clean(with_plain_line_ends(text), max_characters, std::move(field), presence, Lines::many);
}

std::optional<std::int64_t> parse_whole(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace autojet
