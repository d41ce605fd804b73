// Cash as it is counted out in the Netherlands: by five cents, since one and two cents are no longer handed out. Only
// what is paid in cash is rounded, and only the sum of it.
#pragma once

#include <optional>

#include "base/money.hpp"

namespace autojet::payments {

// To the nearest five cents, halves do not occur: 12.32 is 12.30, 12.33 is 12.35. A credit mirrors a debit.
Money in_coins(Money amount);
bool is_in_coins(Money amount);

// What goes back of what was handed over; nothing when it is not enough.
std::optional<Money> change_of(Money given, Money to_pay);

}  // namespace autojet::payments
