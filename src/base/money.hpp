#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "base/result.hpp"

namespace autojet {

// numerator / denominator to the nearest whole, halves away from zero, so that a credit note mirrors its invoice.
// The denominator must be positive. Throws Broken when the result is out of range.
std::int64_t round_half_up(std::int64_t numerator, std::int64_t denominator);

// An amount of euros in whole cents. Exact; what does not fit throws Broken.
class Money {
public:
    constexpr Money() = default;

    static constexpr Money of_cents(std::int64_t cents) { return Money{cents}; }

    // "49", "49.00", "49,00", "-12.50": no thousands marks, at most ten million million euros, else `not_an_amount`.
    static Result<Money> parse(std::string_view text, std::string field = "");

    static constexpr std::string_view currency() { return "EUR"; }
    constexpr std::int64_t cents() const { return cents_; }

    // "49.00", for machines.
    std::string decimal() const;
    // "€ 1.249,00" in Dutch (with a no-break space), "€1,249.00" in English.
    std::string display(Language language) const;

    // This amount times numerator / denominator, rounded half up to the cent.
    Money portion_half_up(std::int64_t numerator, std::int64_t denominator) const;

    // The VAT inside a price that includes it, and the VAT to be added to a net amount, half up to the cent.
    // 21 % is 2100 basis points.
    Money vat_included_part(int rate_basis_points) const;
    Money vat_to_add(int rate_basis_points) const;

    friend Money operator+(Money a, Money b);
    friend Money operator-(Money a, Money b);
    friend Money operator-(Money a);
    friend Money operator*(Money a, std::int64_t times);
    friend Money operator*(std::int64_t times, Money a) { return a * times; }
    Money& operator+=(Money other) { return *this = *this + other; }
    Money& operator-=(Money other) { return *this = *this - other; }

    friend constexpr auto operator<=>(const Money&, const Money&) = default;

private:
    constexpr explicit Money(std::int64_t cents) : cents_{cents} {}

    std::int64_t cents_ = 0;
};

}  // namespace autojet
