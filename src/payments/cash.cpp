#include "payments/cash.hpp"

namespace autojet::payments {

namespace {
constexpr std::int64_t smallest_coin_cents = 5;
}

Money in_coins(Money amount) {
    return Money::of_cents(round_half_up(amount.cents(), smallest_coin_cents) * smallest_coin_cents);
}

bool is_in_coins(Money amount) {
    return amount.cents() % smallest_coin_cents == 0;
}

std::optional<Money> change_of(Money given, Money to_pay) {
    return given < to_pay ? std::nullopt : std::optional{given - to_pay};
}

}  // namespace autojet::payments
