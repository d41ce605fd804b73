// The numbers by which Dutch registers know an organisation; NLCIUS asks for one of the two of each Dutch party.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::invoicing {

// In the trade register (KvK): eight digits.
class KvkNumber {
public:
    static constexpr std::string_view scheme = "0106";  // ISO 6523, EAS

    // Spaces, dots and dashes may stand anywhere. Refused with `not_a_kvk_number`.
    static Result<KvkNumber> parse(std::string_view text, std::string field = "kvk_number");
    const std::string& text() const { return text_; }

    friend bool operator==(const KvkNumber&, const KvkNumber&) = default;

private:
    explicit KvkNumber(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

// Of a public body (OIN, Logius): twenty digits.
class Oin {
public:
    static constexpr std::string_view scheme = "0190";  // ISO 6523, EAS

    // Refused with `not_an_oin`.
    static Result<Oin> parse(std::string_view text, std::string field = "oin");
    const std::string& text() const { return text_; }

    friend bool operator==(const Oin&, const Oin&) = default;

private:
    explicit Oin(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

}  // namespace autojet::invoicing
