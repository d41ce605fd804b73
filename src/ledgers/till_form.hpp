// The count of the till as somebody typed it: how many of each coin and note, or the amount as a whole.
#pragma once

#include <array>
#include <map>
#include <string>

#include "base/money.hpp"
#include "http/form.hpp"

namespace autojet::ledgers {

// In cents, as they lie in a Dutch till: cash is rounded to five cents, but coins of one and two are legal tender.
inline constexpr std::array<int, 15> notes_and_coins{50'000, 20'000, 10'000, 5'000, 2'000, 1'000, 500, 200,
                                                     100,    50,     20,     10,    5,     2,     1};
inline constexpr std::int64_t most_of_one_kind = 100'000;

struct TypedTill {
    std::string day;
    std::map<int, std::string> pieces;  // by worth
    std::string counted;                // the whole, where nobody filled in pieces
    std::string reason;
};

TypedTill typed_till_from(const http::Form& form);

bool has_pieces(const TypedTill& typed);

// What lies in the till. Refused with `required` (counted), `not_a_number` ("n500") and what Money::parse() says.
tl::expected<Money, Errors> counted_in(const TypedTill& typed);

}  // namespace autojet::ledgers
