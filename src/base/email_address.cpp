#include "base/email_address.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace autojet {

namespace {

constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_local_part = 64;
constexpr std::size_t longest_label = 63;

bool is_alphanumeric(char c) {
    return is_ascii_digit(c) || is_ascii_lower(c) || is_ascii_upper(c);
}

bool is_atom(std::string_view text) {
    constexpr std::string_view signs = "!#$%&'*+-/=?^_`{|}~";
    return !text.empty() && std::ranges::all_of(text, [&](char c) {
        return is_alphanumeric(c) || signs.find(c) != std::string_view::npos;
    });
}

bool is_label(std::string_view text) {
    return !text.empty() && text.size() <= longest_label && text.front() != '-' && text.back() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

template <class Accepts>
bool all_between_dots(std::string_view text, Accepts accepts) {
    for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
        if (!accepts(text.substr(0, dot))) return false;
        text.remove_prefix(dot + 1);
    }
    return accepts(text);
}

// At least two labels, and the last is not a number: "shop@192.0.2.1" is an address of the network, not of a person.
bool is_domain(std::string_view text) {
    const auto last_dot = text.rfind('.');
    if (last_dot == std::string_view::npos) return false;
    return all_between_dots(text, is_label) && !std::ranges::all_of(text.substr(last_dot + 1), is_ascii_digit);
}

bool is_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || text.size() > longest_address || at > longest_local_part) return false;
    return all_between_dots(text.substr(0, at), is_atom) && is_domain(text.substr(at + 1));
}

}  // namespace

Result<EmailAddress> EmailAddress::parse(std::string_view text, std::string field) {
    const auto trimmed = trim(text);
    const bool ascii = std::ranges::all_of(trimmed, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii && is_plain_text(trimmed))
        return refuse(ErrorCode::invalid, "email_not_ascii",
                      "We can only send mail to addresses in plain letters, without accents. Please give another one.",
                      std::move(field));
    if (!ascii || !is_address(trimmed))
        return refuse(ErrorCode::invalid, "not_an_email", "This is not an e-mail address, such as ada@example.com.",
                      std::move(field));
    return EmailAddress{trimmed};
}

std::string EmailAddress::key() const {
    return ascii_lower(text_);
}

}  // namespace autojet
