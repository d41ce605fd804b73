// The link by which a quote is answered without signing in: its number and a keyed digest of it (128 bits), made with a
// key of the shop, as links to bookings are (docs/adr/0005). Nothing of it is in the data. Each version has its own.
#pragma once

#include "quotes/quote.hpp"

namespace autojet::quotes {

std::string link_of(privacy::Vault& vault, ShopId shop, QuoteId quote, Instant now);
// Nothing for a link that was not made here, for a draft, and for what is gone.
std::optional<Quote> find_by_link(store::Tx& tx, privacy::Vault& vault, std::string_view link);

// When the page was shown that a form comes from: told to the form itself, because showing a page changes nothing. Only
// what was made here is believed.
std::string opened_stamp(privacy::Vault& vault, ShopId shop, QuoteId quote, Instant now);
std::optional<Instant> read_stamp(privacy::Vault& vault, ShopId shop, QuoteId quote, std::string_view stamp,
                                  Instant now);

}  // namespace autojet::quotes
