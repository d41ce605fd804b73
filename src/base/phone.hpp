#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.hpp"

namespace autojet {

// A telephone number of the world (ITU-T E.164). Dutch ones have the length that the numbering plan gives them.
class PhoneNumber {
public:
    // Digits with spaces, dashes, dots, slashes and brackets; "00" and "+" lead into the world, "(0)" behind a country
    // is skipped. Without a country a number is read as one of `default_country`, which we know how to do for "NL"
    // alone: elsewhere it is refused with `country_missing`. Extensions, letters and wrong lengths:
    // `not_a_phone_number`.
    static Result<PhoneNumber> parse(std::string_view text, std::string_view default_country = "NL",
                                     std::string field = "phone");

    // "+31612345678": the key, and what a tel: link takes.
    const std::string& e164() const { return e164_; }

    // For people: "+31 6 12345678", "+31 36 1234567", "0900 1234"; numbers of other countries as in e164().
    std::string display() const;

    friend bool operator==(const PhoneNumber&, const PhoneNumber&) = default;

private:
    explicit PhoneNumber(std::string e164) : e164_{std::move(e164)} {}

    std::string e164_;
};

}  // namespace autojet
