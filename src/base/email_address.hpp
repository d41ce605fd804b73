#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet {

// An address that mail can be sent to: a dot-atom, "@" and a domain name (RFC 5321 4.1.2, RFC 5322 3.4.1), at most 254
// characters (RFC 5321 4.5.3.1.3). Letters outside ASCII are refused with `email_not_ascii`, everything else that is
// not such an address with `not_an_email`. Whether it exists, only a message can tell.
class EmailAddress {
public:
    static Result<EmailAddress> parse(std::string_view text, std::string field = "email");

    // As the person wrote it, trimmed.
    const std::string& text() const { return text_; }

    // For looking up and comparing: all lower case. Mail goes to text(), since a local part may tell cases apart.
    std::string key() const;

    friend bool operator==(const EmailAddress&, const EmailAddress&) = default;

private:
    explicit EmailAddress(std::string_view text) : text_{text} {}

    std::string text_;
};

}  // namespace autojet
