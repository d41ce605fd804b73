#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/email_address.hpp"
#include "base/encoding.hpp"
#include "base/result.hpp"

namespace autojet {

// Takes the first code point off `rest`; nullopt at malformed UTF-8 (overlong forms, surrogates, beyond U+10FFFF;
// RFC 3629 3), leaving `rest` where it was. `rest` must not be empty.
std::optional<char32_t> take_code_point(std::string_view& rest);
bool is_utf8(std::string_view text);

// What can be shown of text that may be malformed: each bad byte becomes U+FFFD.
std::string repaired_utf8(std::string_view text);

// Code points of valid UTF-8.
std::size_t count_characters(std::string_view text);

enum class Lines { one, many };

// Valid UTF-8 without control characters, bidirectional controls, line separators, U+FEFF and noncharacters.
// Lines::many lets "\n" and "\t" pass.
bool is_plain_text(std::string_view text, Lines lines = Lines::one);

// Without ASCII white space and no-break spaces at both ends.
std::string_view trim(std::string_view text);

// Locale-free, ASCII alone: `İ`, `ß` and `ﬁ` stay what they are.
constexpr bool is_ascii_digit(char c) {
    return c >= '0' && c <= '9';
}
constexpr bool is_ascii_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
constexpr bool is_ascii_lower(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr char ascii_lower(char c) {
    return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char ascii_upper(char c) {
    return is_ascii_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
std::string ascii_lower(std::string_view text);
std::string ascii_upper(std::string_view text);

// Text for HTML, in content and in quoted attributes.
std::string escape_html(std::string_view text);

// The whole text is a whole number ("12", "-3"), without spaces; nullopt for anything else, and where it does not fit.
std::optional<std::int64_t> parse_whole(std::string_view text);

enum class Presence { required, optional };

// What a person typed into a field of one line: trimmed. Refused with `required` (nothing left), `not_text`,
// `too_long`, or `citizen_service_number`: no text of the program keeps one (UAVG 46). Phone numbers, plates and
// numbers of documents are no text: types of their own read them.
Result<std::string> clean_line(std::string_view text, std::size_t max_characters, std::string field,
                               Presence presence = Presence::required);

// The same for several lines; every kind of line end becomes "\n".
Result<std::string> clean_text(std::string_view text, std::size_t max_characters, std::string field,
                               Presence presence = Presence::required);

// Whether a Dutch citizen service number may stand in the text: nine digits that pass the eleven test, also split by
// spaces, dots, dashes, slashes or line ends. Not inside a longer run of digits, a phone number or a VAT number. May
// see one where there is none (one in eleven of all nine-digit numbers passes): ask, do not accuse. Shops may not keep
// it (UAVG 46).
bool contains_citizen_service_number(std::string_view text);

}  // namespace autojet
