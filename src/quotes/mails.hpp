// The message that a quote is there (policy P2): what it comes to and the link, and nothing of the lines.
#pragma once

#include "quotes/quote.hpp"
#include "shop/mail_writer.hpp"

namespace autojet::quotes {

inline constexpr std::string_view quote_sent = "quote.sent";

// Whether somebody can be written to about it.
bool can_be_mailed(store::Tx& tx, privacy::Vault& vault, PersonId person);
void put_in_outbox(store::Tx& tx, QuoteId quote);

[[nodiscard]] shop::MailWriter mail_writer(const House& house);

// What was to be told, or was told, of quotes that are gone; answers how many.
std::int64_t forget_messages(store::Tx& tx);
// Of all quotes of this person: before their records go.
void forget_messages(store::Tx& tx, PersonId person);

}  // namespace autojet::quotes
