#include "calendar/moves.hpp"

namespace autojet::calendar {

namespace {

#define PLACEMENTS                                                                                               \
    "from_start, from_end, from_resource, from_account, from_waits, to_start, to_end, to_resource, to_account, " \
    "to_waits"

constexpr std::string_view insert_move = "INSERT INTO booking_move (shop, booking, move, at_time, mover, " PLACEMENTS
                                         ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
constexpr std::string_view select_moves =
    "SELECT move, at_time, mover, " PLACEMENTS
    ", undone FROM booking_move WHERE shop = $1 AND booking = $2 ORDER BY move DESC LIMIT $3";
constexpr std::string_view update_undone =
    "UPDATE booking_move SET undone = $4 WHERE shop = $1 AND booking = $2 AND move = $3";
constexpr std::string_view select_held =
    "SELECT message, known_start FROM booking_move WHERE shop = $1 AND booking = $2 AND message IS NOT NULL ORDER BY "
    "message DESC LIMIT 1";
constexpr std::string_view update_held =
    "UPDATE booking_move SET message = $4, known_start = $5 WHERE shop = $1 AND booking = $2 AND move = $3";

Placement placement_from(const store::Row& row, int first) {
    const auto account = row.find_integer(first + 3);
    return {{row.instant(first), row.instant(first + 1)},
            ResourceId{row.integer(first + 2)},
            {account ? std::optional{PersonId{*account}} : std::nullopt, row.integer(first + 4) != 0}};
}

}  // namespace

void insert(store::Tx& tx, BookingId id, const Move& move) {
    const auto& [from, to] = std::tie(move.from, move.to);
    tx.run(insert_move, id, move.id, move.at, move.mover, from.span.start, from.span.end, from.bay, from.plan.person,
           from.plan.waits ? 1 : 0, to.span.start, to.span.end, to.bay, to.plan.person, to.plan.waits ? 1 : 0);
}

std::vector<Move> moves_of(store::Tx& tx, BookingId id, int limit) {
    return tx.all(
        select_moves,
        [](const store::Row& row) {
            return Move{MoveId{row.integer(0)}, row.instant(1),         PersonId{row.integer(2)},
                        placement_from(row, 3), placement_from(row, 8), row.find_instant(13)};
        },
        id, limit);
}

void mark_undone(store::Tx& tx, BookingId id, MoveId move) {
    tx.run(update_undone, id, move, tx.now());
}

std::optional<HeldNews> find_held_news(store::Tx& tx, BookingId id) {
    return tx.find(
        select_held,
        [](const store::Row& row) {
            return HeldNews{shop::OutboxId{row.integer(0)}, row.find_instant(1)};
        },
        id);
}

void set_held_news(store::Tx& tx, BookingId id, MoveId move, const HeldNews& news) {
    tx.run(update_held, id, move, news.message, news.known_start);
}

}  // namespace autojet::calendar
