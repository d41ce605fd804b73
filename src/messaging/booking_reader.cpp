#include "messaging/booking_reader.hpp"

#include <algorithm>
#include <array>

namespace autojet::messaging {

namespace {

using booking::Booking;
using booking::Status;
using policy::Purpose;
using privacy::Actor;
using shop::OutboxEntry;
using shop::OutboxState;
using Reading = tl::expected<BookingReading, OutboxState>;

// In the order in which they can follow each other within one second.
constexpr std::array<std::string_view, 4> changes{"received", "confirmed", "moved", "cancelled"};

std::ptrdiff_t rank(std::string_view change) {
    return std::ranges::find(changes, change) - changes.begin();
}

// "booking.moved" tells of the event "moved", which was written in the same transaction.
bool has_changed_since(const std::vector<booking::Event>& history, const OutboxEntry& entry) {
    const std::string_view told = std::string_view{entry.event}.substr(entry.event.find('.') + 1);
    return std::ranges::any_of(history, [&](const booking::Event& event) {
        return event.at > entry.created || (event.at == entry.created && rank(event.what) > rank(told));
    });
}

bool is_worth_telling(const Booking& booking, const std::vector<booking::Event>& history, const OutboxEntry& entry,
                      Instant now) {
    const bool tells_of_the_end = entry.event == shop::booking_cancelled;
    if (tells_of_the_end != (booking.status == Status::cancelled)) return false;
    return !has_changed_since(history, entry) && (tells_of_the_end || !booking.is_over(now));
}

// A link's holder may have typed somebody else's address: their words do not go there in the shop's name.
bool was_cancelled_by_the_shop(const std::vector<booking::Event>& history) {
    return std::ranges::any_of(history, [](const booking::Event& event) {
        return event.what == "cancelled" && event.actor.starts_with("staff:");
    });
}

Reading open(store::Tx& tx, const House& house, const OutboxEntry& entry, const Actor& actor,
             policy::Openings& openings) {
    const auto booking = booking::load(tx, booking::BookingId{entry.subject});
    if (!booking) return tl::unexpected(OutboxState::unreachable);
    const auto history = booking::events_of(tx, booking->id);
    if (!is_worth_telling(*booking, history, entry, tx.now())) return tl::unexpected(OutboxState::superseded);

    const auto record = customers::load(tx, house.vault, booking->person);
    if (!record || !record->email) return tl::unexpected(OutboxState::unreachable);
    const auto warrant = house.gate.warrant<Purpose::contact>(tx, actor, {booking->person}, openings);
    if (!warrant)
        return tl::unexpected(warrant.error().reason == "restricted" ? OutboxState::superseded : OutboxState::failed);

    BookingReading reading{*booking, record->language, record->name.open(*warrant), record->email->open(*warrant), {}};
    if (booking->status == Status::cancelled && was_cancelled_by_the_shop(history)) {
        const auto words = booking::load_words(tx, house.vault, *booking);
        if (words && words->cancel_reason) reading.reason = words->cancel_reason->open(*warrant);
    }
    return reading;
}

}  // namespace

Reading read_booking(const House& house, ShopId shop, const OutboxEntry& entry) {
    const auto actor = Actor::job("messaging");
    policy::Openings openings;
    try {
        auto reading =
            house.database.read(shop, [&](store::Tx& tx) { return open(tx, house, entry, actor, openings); });
        house.ledger.settle(shop, actor, openings);
        return reading;
    } catch (const policy::NotCovered&) {
        house.ledger.settle(shop, actor, openings);  // a refused opening stands in the ledger as well
        throw;
    }
}

}  // namespace autojet::messaging
