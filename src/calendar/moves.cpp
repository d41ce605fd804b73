#include "calendar/moves.hpp"

#include "base/enum_names.hpp"
#include "shop/outbox_held.hpp"
#include "staff/colleagues.hpp"

namespace autojet::calendar {

namespace {

using privacy::Actor;

constexpr EnumNames<3> told_codes{"same-time", "no-address", "later"};
constexpr EnumNames<3> told_sentences{
    "Planned anew. The time is the same: the customer is not told.",
    "Planned anew. The customer gave no e-mail address: please call them.",
    "Planned anew. The customer hears of it in two minutes, unless you undo it.",
};

tl::unexpected<Error> changed_meanwhile() {
    return refuse(ErrorCode::conflict, "changed_meanwhile",
                  "Somebody else has planned this anew meanwhile. See how it stands now, and choose.");
}

Placement in(const Booking& booking, const Plan& plan) {
    return {booking.span, booking.resource, plan};
}

}  // namespace

std::string_view code(Told told) {
    return name_in(told_codes, told);
}
std::optional<Told> told_from_code(std::string_view text) {
    return value_in<Told>(told_codes, text);
}
std::string_view sentence(Told told) {
    return name_in(told_sentences, told);
}

Result<Moved> Moves::move(store::Tx& tx, BookingId id, const Placement& wanted, std::string_view seen,
                          const Actor& actor) {
    const auto before = booking::load(tx, id);
    if (!before) return tl::unexpected(before.error());
    const auto from = placement_of(tx, *before);
    if (seen != seen_word(from)) return changed_meanwhile();
    if (wanted == from) return Moved{*before, from, std::nullopt, Told::same_time};
    if (wanted.plan.person && wanted.plan.person != from.plan.person && !staff::is_colleague(tx, *wanted.plan.person))
        return refuse(ErrorCode::invalid, "unknown_colleague", "Please choose somebody who works here.", "person");

    const auto after = bookings_.place(tx, id, {wanted.span, wanted.bay}, actor);
    if (!after) return tl::unexpected(after.error());
    set_plan(tx, id, wanted.plan);
    const Move move{tx.new_id<Move>(), tx.now(), PersonId{actor.number}, from, wanted, std::nullopt};
    insert(tx, id, move);
    return Moved{*after, wanted, move.id, tell(tx, *before, *after, move.id)};
}

Result<Moved> Moves::undo(store::Tx& tx, BookingId id, MoveId move, const Actor& actor) {
    const auto before = booking::load(tx, id);
    if (!before) return tl::unexpected(before.error());
    const auto newest = moves_of(tx, id, moves_to_undo);
    if (last_move(newest, placement_of(tx, *before)) != move) return changed_meanwhile();
    const auto& back = std::ranges::find(newest, move, &Move::id)->from;
    const auto after = bookings_.place(tx, id, {back.span, back.bay}, actor, booking::Bookings::Placed::back);
    if (!after) return tl::unexpected(after.error());
    set_plan(tx, id, back.plan);
    mark_undone(tx, id, move);
    return Moved{*after, in(*after, back.plan), move, tell(tx, *before, *after, move)};
}

// A message that still waits is taken back: what counts is the time that the customer knows.
Told Moves::tell(store::Tx& tx, const Booking& before, const Booking& after, MoveId about) const {
    if (before.span.start == after.span.start) return Told::same_time;
    auto known = std::optional{before.span.start};
    const auto held = find_held_news(tx, after.id);
    if (held && shop::take_back(tx, held->message))
        known = held->known_start;
    else if (shop::has_untold_booking_news(tx, after.id.value()))
        known = std::nullopt;
    if (known == after.span.start) return Told::same_time;
    const auto due = tx.now() + time_to_undo;
    set_held_news(tx, after.id, about, {shop::hold_in_outbox(tx, shop::booking_moved, after.id.value(), due), known});
    const auto record = customers::load(tx, bookings_.house().vault, after.person);
    return record && record->email ? Told::later : Told::no_address;
}

std::optional<MoveId> last_move(const std::vector<Move>& newest_first, const Placement& now) {
    const auto stands = [](const Move& move) { return !move.undone; };
    const auto last = std::ranges::find_if(newest_first, stands);
    if (last == newest_first.end() || last->to != now) return std::nullopt;
    return last->id;
}

}  // namespace autojet::calendar
