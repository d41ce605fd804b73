#include "shop/outbox_held.hpp"

namespace autojet::shop {

namespace {

constexpr std::string_view insert_held =
    "INSERT INTO outbox (shop, entry, event, subject, created, state, attempts, due) VALUES ($1, $2, $3, $4, $5, "
    "'waiting', 0, $6)";
// Who delivers takes what is due: what is not cannot be in anybody's hands.
constexpr std::string_view withdraw =
    "UPDATE outbox SET state = 'superseded' WHERE shop = $1 AND entry = $2 AND state = 'waiting' AND attempts = 0 AND "
    "due > $3";
constexpr std::string_view select_untold =
    "SELECT 1 FROM outbox WHERE shop = $1 AND subject = $2 AND state = 'waiting' AND event LIKE 'booking.%' LIMIT 1";

}  // namespace

OutboxId hold_in_outbox(store::Tx& tx, std::string_view event, std::int64_t subject, Instant due) {
    const auto id = tx.new_id<OutboxEntry>();
    tx.run(insert_held, id, event, subject, tx.now(), due);
    tx.announce(store::Topic::messages);
    return id;
}

bool take_back(store::Tx& tx, OutboxId id) {
    return tx.run(withdraw, id, tx.now()) == 1;
}

bool has_untold_booking_news(store::Tx& tx, std::int64_t booking) {
    return tx.has(select_untold, booking);
}

}  // namespace autojet::shop
