#include "shop/outbox.hpp"

namespace autojet::shop {

namespace {

constexpr std::string_view insert_entry =
    "INSERT INTO outbox (shop, entry, event, subject, created, state, attempts, due) VALUES ($1, $2, $3, $4, $5, "
    "'waiting', 0, $5)";
constexpr std::string_view select_due =
    "SELECT entry, event, subject, created, attempts FROM outbox WHERE shop = $1 AND state = 'waiting' AND due <= $2 "
    "ORDER BY entry LIMIT $3";
constexpr std::string_view select_entry = "SELECT 1 FROM outbox WHERE shop = $1 AND entry = $2";
constexpr std::string_view update_state =
    "UPDATE outbox SET state = $3, due = $4, attempts = attempts + 1 WHERE shop = $1 AND entry = $2";

}  // namespace

std::string_view code(OutboxState state) {
    switch (state) {
        case OutboxState::waiting:
            return "waiting";
        case OutboxState::delivered:
            return "delivered";
        case OutboxState::unreachable:
            return "unreachable";
        case OutboxState::superseded:
            return "superseded";
        case OutboxState::failed:
            return "failed";
    }
    return "";
}

void put_in_outbox(store::Tx& tx, std::string_view event, std::int64_t subject) {
    tx.run(insert_entry, tx.new_id<OutboxEntry>(), event, subject, tx.now());
    tx.announce(store::Topic::messages);
}

std::vector<OutboxEntry> due_outbox_entries(store::Tx& tx, int limit) {
    return tx.all(
        select_due,
        [](const store::Row& row) {
            return OutboxEntry{OutboxId{row.integer(0)}, row.text(1), row.integer(2), row.instant(3),
                               static_cast<int>(row.integer(4))};
        },
        tx.now(), limit);
}

bool is_in_outbox(store::Tx& tx, OutboxId id) {
    return tx.has(select_entry, id);
}

void set_outbox_state(store::Tx& tx, OutboxId id, OutboxState state, Instant due) {
    tx.run(update_state, id, code(state), due);
}

}  // namespace autojet::shop
