// Planning a booking anew, as one change that can be taken back. The customer hears of a new time a little later, and
// of none that was taken back in between.
#pragma once

#include <string_view>
#include <vector>

#include "calendar/plan.hpp"
#include "shop/outbox.hpp"

namespace autojet::calendar {

struct Move;
using MoveId = Id<Move>;

struct Move {
    MoveId id;
    Instant at;
    PersonId mover;
    Placement from, to;
    std::optional<Instant> undone;
};

// How long the message about a new time is held.
inline constexpr std::chrono::minutes time_to_undo{2};

// `same_time`: there is nothing to tell. `no_address`: somebody has to call. `later`: in `time_to_undo`.
enum class Told { same_time, no_address, later };
std::string_view code(Told told);
std::optional<Told> told_from_code(std::string_view text);
std::string_view sentence(Told told);  // English, msgid

struct Moved {
    Booking booking;
    Placement now;
    std::optional<MoveId> move;  // nothing when it was planned like that already
    Told told{};
};

class Moves {
public:
    explicit Moves(booking::Bookings& bookings) : bookings_(bookings) {}

    // By staff. `seen` is the seen_word of what they looked at: refuses with `changed_meanwhile` when it is planned
    // otherwise by now, with `unknown_colleague`, and as Bookings::place does.
    Result<Moved> move(store::Tx& tx, BookingId id, const Placement& wanted, std::string_view seen,
                       const privacy::Actor& actor);

    // Takes the newest move that stands back. Refuses with `changed_meanwhile` when the booking is not where that put
    // it any more, and as Bookings::place does.
    Result<Moved> undo(store::Tx& tx, BookingId id, MoveId move, const privacy::Actor& actor);

private:
    Told tell(store::Tx& tx, const Booking& before, const Booking& after, MoveId about) const;

    booking::Bookings& bookings_;
};

// Newest first, at most `limit`.
std::vector<Move> moves_of(store::Tx& tx, BookingId id, int limit);
inline constexpr int moves_to_undo = 20;
// The one that can be undone: the newest that stands, as long as the booking is where it put it.
std::optional<MoveId> last_move(const std::vector<Move>& newest_first, const Placement& now);

// What the customer knows as long as a message waits: moves_store.cpp.
struct HeldNews {
    shop::OutboxId message;
    std::optional<Instant> known_start;  // nothing: they have not heard of any
};
void insert(store::Tx& tx, BookingId id, const Move& move);
void mark_undone(store::Tx& tx, BookingId id, MoveId move);
std::optional<HeldNews> find_held_news(store::Tx& tx, BookingId id);
void set_held_news(store::Tx& tx, BookingId id, MoveId move, const HeldNews& news);

}  // namespace autojet::calendar
