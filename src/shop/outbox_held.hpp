// Messages that wait a little before they go, so that what is taken back at once is never told.
#pragma once

#include "shop/outbox.hpp"

namespace autojet::shop {

// As put_in_outbox, but nothing leaves before `due`.
OutboxId hold_in_outbox(store::Tx& tx, std::string_view event, std::int64_t subject, Instant due);

// The message is not sent any more. False when it may be on its way already.
bool take_back(store::Tx& tx, OutboxId id);

// Whether something about this booking has not been told yet.
bool has_untold_booking_news(store::Tx& tx, std::int64_t booking);

}  // namespace autojet::shop
