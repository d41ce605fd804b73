#include "base/enum_names.hpp"
#include "booking/booking.hpp"

namespace autojet::booking {

namespace {

using privacy::RetentionClass;
using privacy::Vault;

#define BOOKING_COLUMNS                                                                                         \
    "booking, reference, person, service, size, resource, start_time, end_time, price_cents, status, channel, " \
    "policy_version, created"

constexpr std::string_view insert_booking =
    "INSERT INTO booking (shop, " BOOKING_COLUMNS
    ", message) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
constexpr std::string_view select_by_id = "SELECT " BOOKING_COLUMNS " FROM booking WHERE shop = $1 AND booking = $2";
constexpr std::string_view select_by_reference =
    "SELECT " BOOKING_COLUMNS " FROM booking WHERE shop = $1 AND reference = $2";
// No appointment is longer than two days, so the index on the start finds all that touch the span.
constexpr std::string_view select_between =
    "SELECT " BOOKING_COLUMNS
    " FROM booking WHERE shop = $1 AND start_time >= $2 - 172800 AND start_time < $3 AND end_time > $2 "
    "AND status <> 'cancelled' ORDER BY start_time, resource";
constexpr std::string_view select_of_person =
    "SELECT " BOOKING_COLUMNS " FROM booking WHERE shop = $1 AND person = $2 ORDER BY start_time DESC";
constexpr std::string_view update_booking =
    "UPDATE booking SET resource = $3, start_time = $4, end_time = $5, status = $6 WHERE shop = $1 AND booking = $2";
constexpr std::string_view update_reason = "UPDATE booking SET cancel_reason = $3 WHERE shop = $1 AND booking = $2";
constexpr std::string_view select_words = "SELECT message, cancel_reason FROM booking WHERE shop = $1 AND booking = $2";
constexpr std::string_view insert_event =
    "INSERT INTO booking_event (shop, booking, at_time, event, actor) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO "
    "NOTHING";
constexpr std::string_view select_events =
    "SELECT at_time, event, actor FROM booking_event WHERE shop = $1 AND booking = $2 ORDER BY at_time";

constexpr EnumNames<3> status_codes{"pending", "confirmed", "cancelled"};
constexpr EnumNames<3> status_labels{"Awaiting confirmation", "Confirmed", "Cancelled"};
constexpr EnumNames<3> channel_codes{"website", "api", "desk"};

template <class Enum, std::size_t N>
Enum read(const EnumNames<N>& codes, const std::string& text) {
    const auto found = value_in<Enum>(codes, text);
    if (!found) throw Broken("a booking has a word that the program does not know");
    return *found;
}

Booking booking_from(const store::Row& row) {
    return {.id = BookingId{row.integer(0)},
            .reference = row.text(1),
            .person = PersonId{row.integer(2)},
            .service = row.text(3),
            .size = scheduling::size_from_code(row.text(4)).value(),
            .resource = scheduling::ResourceId{row.integer(5)},
            .span = {row.instant(6), row.instant(7)},
            .price = Money::of_cents(row.integer(8)),
            .status = read<Status>(status_codes, row.text(9)),
            .channel = read<Channel>(channel_codes, row.text(10)),
            .policy_version = row.text(11),
            .created = row.instant(12)};
}

Result<std::optional<PersonalText<Category::message>>> unseal_words(store::Tx& tx, Vault& vault, PersonId person,
                                                                    const std::optional<store::Bytes>& sealed,
                                                                    const privacy::Place& place) {
    if (!sealed) return std::optional<PersonalText<Category::message>>{};
    auto words = vault.unseal<Category::message>(tx, person, *sealed, place);
    if (!words) return tl::unexpected(words.error());
    return std::optional{std::move(*words)};
}

}  // namespace

std::string_view code(Status status) {
    return name_in(status_codes, status);
}
std::string_view label(Status status) {
    return name_in(status_labels, status);
}
std::string_view code(Channel channel) {
    return name_in(channel_codes, channel);
}

Result<Booking> load(store::Tx& tx, BookingId id) {
    auto booking = tx.find(select_by_id, booking_from, id);
    if (!booking) return refuse(ErrorCode::not_found, "not_found", "This booking is not there any more.");
    return *booking;
}

std::optional<Booking> find_by_reference(store::Tx& tx, std::string_view reference) {
    return tx.find(select_by_reference, booking_from, reference);
}

std::vector<Booking> between(store::Tx& tx, Span span) {
    return tx.all(select_between, booking_from, span.start, span.end);
}
std::vector<Booking> of_person(store::Tx& tx, PersonId person) {
    return tx.all(select_of_person, booking_from, person);
}

std::vector<Event> events_of(store::Tx& tx, BookingId id) {
    return tx.all(
        select_events,
        [](const store::Row& row) {
            return Event{row.instant(0), row.text(1), row.text(2)};
        },
        id);
}

void insert(store::Tx& tx, const Booking& b, const std::optional<store::Bytes>& sealed_message) {
    tx.run(insert_booking, b.id, b.reference, b.person, b.service, code(b.size), b.resource, b.span.start, b.span.end,
           b.price.cents(), code(b.status), code(b.channel), b.policy_version, b.created, sealed_message);
}

void update(store::Tx& tx, const Booking& b) {
    tx.run(update_booking, b.id, b.resource, b.span.start, b.span.end, code(b.status));
}

void set_cancel_reason(store::Tx& tx, BookingId id, const std::optional<store::Bytes>& sealed_reason) {
    tx.run(update_reason, id, sealed_reason);
}

void add_event(store::Tx& tx, BookingId id, std::string_view what, const privacy::Actor& actor) {
    tx.run(insert_event, id, tx.now(), what, actor.name_in_ledger());
}

privacy::Place message_place(BookingId id) {
    return {RetentionClass::customer, "booking.message", id.value(), {}};
}
privacy::Place cancel_reason_place(BookingId id) {
    return {RetentionClass::customer, "booking.cancel_reason", id.value(), {}};
}

Result<Words> load_words(store::Tx& tx, Vault& vault, const Booking& booking) {
    std::optional<store::Bytes> message, reason;
    tx.each(
        select_words,
        [&](const store::Row& row) {
            message = row.find_bytes(0);
            reason = row.find_bytes(1);
        },
        booking.id);
    auto opened_message = unseal_words(tx, vault, booking.person, message, message_place(booking.id));
    if (!opened_message) return tl::unexpected(opened_message.error());
    auto opened_reason = unseal_words(tx, vault, booking.person, reason, cancel_reason_place(booking.id));
    if (!opened_reason) return tl::unexpected(opened_reason.error());
    return Words{std::move(*opened_message), std::move(*opened_reason)};
}

}  // namespace autojet::booking
