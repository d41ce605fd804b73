// The price that the customer agreed to, and how far an order may go beyond it. An indicated price is exceeded by ten
// per cent at most, unless the customer was warned in time to limit the work (BW 7:752(2)); what comes on top of that
// must have been the customer's wish (BW 7:755). So nobody passes the mark without a new quote, the noted consent of
// the customer, or the shop taking the difference on itself; which of them, when and by whom is kept for ever.
#pragma once

#include "workshop/order.hpp"

namespace autojet::workshop {

inline constexpr std::size_t longest_agreement_words = 300;
inline constexpr std::string_view above_agreed = "above_agreed";

// What was shown when the appointment was made; an answered quote; the customer's word, on the phone or at the desk;
// the shop pays what is above.
enum class Agreement { booking, quote, by_phone, at_desk, absorbed };
std::string_view code(Agreement agreement);
std::string_view label(Agreement agreement);  // English, msgid

struct Agreed;
using AgreedId = Id<Agreed>;

struct Agreed {
    AgreedId id;  // zero: of the booking
    Agreement how{};
    Money amount;  // VAT included
    Instant at;
    std::string actor;  // as in the ledger
    std::optional<PersonalText<Category::details>> words;

    // The highest sum that needs no asking: ten per cent above an indicated price, to the cent; exactly what the
    // customer said yes to after a warning; everything where the shop pays the difference.
    [[nodiscard]] Money most() const;
    // What the customer pays of a sum that may be charged.
    [[nodiscard]] Money payable_of(Money gross) const;
};

// The last one; of an order without a booking nothing until something is agreed.
Result<std::optional<Agreed>> find_agreed(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
// All that were written down, oldest first, and that of the booking before them.
Result<std::vector<Agreed>> agreements_of(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);

// `words` is checked text and may be empty.
void agree(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, Agreement how, Money amount,
           const std::string& words, const Actor& actor);

// Whether the order may come from one sum to another, VAT included: always downwards. Refused with `above_agreed`.
Result<void> may_cost(store::Tx& tx, const WorkOrder& order, Money from, Money to);

}  // namespace autojet::workshop
