// What happened and must be told to somebody. Written in the transaction in which it happens, so that no message is
// lost and none tells of what was rolled back; messaging/ delivers later.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "store/tx.hpp"

namespace autojet::shop {

inline constexpr std::string_view booking_received = "booking.received";
inline constexpr std::string_view booking_confirmed = "booking.confirmed";
inline constexpr std::string_view booking_moved = "booking.moved";
inline constexpr std::string_view booking_cancelled = "booking.cancelled";
inline constexpr std::string_view contact_received = "contact.received";

struct OutboxEntry;
using OutboxId = Id<OutboxEntry>;

struct OutboxEntry {
    OutboxId id;
    std::string event;
    std::int64_t subject = 0;
    Instant created;
    int attempts = 0;
};

// `unreachable`: there is no address to write to. `superseded`: something newer happened, and its own message tells it.
enum class OutboxState { waiting, delivered, unreachable, superseded, failed };
std::string_view code(OutboxState state);

void put_in_outbox(store::Tx& tx, std::string_view event, std::int64_t subject);

// The oldest that wait and are due, at most `limit`.
std::vector<OutboxEntry> due_outbox_entries(store::Tx& tx, int limit);

// Entries go with the person they concern.
bool is_in_outbox(store::Tx& tx, OutboxId id);

// `due` counts for those that wait on.
void set_outbox_state(store::Tx& tx, OutboxId id, OutboxState state, Instant due);

}  // namespace autojet::shop
