#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::invoicing {

// A bank account in a country of the Single Euro Payments Area (ISO 13616).
class Iban {
public:
    // Spaces, dots and dashes may stand anywhere. Its length must be that of its country, and modulo 97 must hold.
    // Refused with `not_an_iban`.
    static Result<Iban> parse(std::string_view text, std::string field = "iban");

    const std::string& text() const { return text_; }  // "NL91ABNA0417164300"
    std::string display() const;                       // "NL91 ABNA 0417 1643 00"

    friend bool operator==(const Iban&, const Iban&) = default;

private:
    explicit Iban(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace autojet::invoicing
