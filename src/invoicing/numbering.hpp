// The numbers that documents bear. Who hands them out, without gaps, is not decided here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::invoicing {

// The number on a document, of whatever series or older system: letters, digits and -/._ in between, at most forty. A
// type of its own: nine digits of it are no citizen service number.
class InvoiceNumber {
public:
    // Refused with `required` or `not_a_number`.
    static Result<InvoiceNumber> parse(std::string_view text, std::string field = "number");
    const std::string& text() const { return text_; }

    friend bool operator==(const InvoiceNumber&, const InvoiceNumber&) = default;

private:
    friend struct SeriesNumber;
    explicit InvoiceNumber(std::string text) : text_{std::move(text)} {}
    std::string text_;
};

// A place in a series: at most three capital letters, the year, and a count from 1 with at least four digits.
// "2026-0042", "C2026-0007", "2026-12345".
struct SeriesNumber {
    std::string prefix;
    int year = 0;
    std::int64_t count = 0;

    // Exactly what format() writes: no other text names the same place. Refused with `not_a_number`.
    static Result<SeriesNumber> parse(std::string_view text, std::string field = "number");
    // Throws Broken for a place that no series has.
    InvoiceNumber format() const;

    friend bool operator==(const SeriesNumber&, const SeriesNumber&) = default;
};

}  // namespace autojet::invoicing
