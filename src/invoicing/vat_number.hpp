#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::invoicing {

// The number under which a business pays VAT in the European Union (Directive 2006/112/EC 214 and 215). Well formed;
// whether it was given out, only VIES knows.
class VatNumber {
public:
    // Spaces, dots and dashes may stand anywhere. Dutch: NL, nine digits, B and two digits, of which the whole passes
    // modulo 97 (sole traders, since 2020) or the nine digits pass the eleven test (legal persons). Other member
    // states: as many letters and digits behind their prefix as VIES lists. Refused with `not_a_vat_number`.
    static Result<VatNumber> parse(std::string_view text, std::string field = "vat_number");

    const std::string& text() const { return text_; }  // "NL005130382B90"
    std::string country() const;                       // ISO 3166-1: "NL"; "GR" for the prefix EL, "GB" for XI

    friend bool operator==(const VatNumber&, const VatNumber&) = default;

private:
    explicit VatNumber(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace autojet::invoicing
