// How much of something a line charges, and in what.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/language.hpp"
#include "base/money.hpp"
#include "base/result.hpp"

namespace autojet::invoicing {

// More than nothing, exact to a thousandth, at most 999,999.999.
class Quantity {
public:
    constexpr Quantity() = default;  // one

    // "2", "1.5", "0,125"; at most three decimals, no thousands marks. Refused with `not_a_quantity`: zero and less
    // too.
    static Result<Quantity> parse(std::string_view text, std::string field = "quantity");
    static Result<Quantity> of_thousandths(std::int64_t thousandths, std::string field = "quantity");

    constexpr std::int64_t thousandths() const { return thousandths_; }
    std::string decimal() const;                   // "1.5", "2", for machines
    std::string display(Language language) const;  // "1,5" in Dutch
    // The price of so many, half up to the cent.
    Money times(Money unit_price) const;

    friend constexpr auto operator<=>(const Quantity&, const Quantity&) = default;

private:
    constexpr explicit Quantity(std::int64_t thousandths) : thousandths_{thousandths} {}
    std::int64_t thousandths_ = 1000;
};

enum class Unit { piece, hour, minute, day, litre, kilogram, metre, square_metre, kilometre, set, pair };

inline constexpr std::array all_units{Unit::piece,     Unit::hour,     Unit::minute, Unit::day,
                                      Unit::litre,     Unit::kilogram, Unit::metre,  Unit::square_metre,
                                      Unit::kilometre, Unit::set,      Unit::pair};

// By the code of UN/ECE Recommendation 20 ("C62", "HUR", "LTR"). Refused with `unknown_unit`.
Result<Unit> parse_unit(std::string_view text, std::string field = "unit");
std::string_view code(Unit unit);
std::string_view label(Unit unit);  // English, msgid

}  // namespace autojet::invoicing
