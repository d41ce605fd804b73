// Bookings: made by customers or at the desk, confirmed, moved and cancelled. Every change is one transaction that
// holds the claim on a bay, the record, and the event for the messages (policy P1, P2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "booking/reference.hpp"
#include "customers/customers.hpp"
#include "privacy/actor.hpp"
#include "scheduling/availability.hpp"
#include "shop/house.hpp"

namespace autojet::booking {

using privacy::Category;
using privacy::PersonalText;
using scheduling::Span;
using scheduling::VehicleSize;

inline constexpr std::size_t longest_message = 2000;
inline constexpr std::size_t longest_reason = 500;

struct Booking;
using BookingId = Id<Booking>;

enum class Status { pending, confirmed, cancelled };
enum class Channel { website, api, desk };
std::string_view code(Status status);
std::string_view label(Status status);  // English, msgid
std::string_view code(Channel channel);

// A booking as the database keeps it: when, what and how much. Who is in the person record, behind the gate.
struct Booking {
    BookingId id;
    std::string reference;  // "7K3M9QXP"
    PersonId person;
    std::string service;
    VehicleSize size{};
    scheduling::ResourceId resource;
    Span span;
    Money price;  // including VAT
    Status status{};
    Channel channel{};
    std::string policy_version;
    Instant created;

    [[nodiscard]] bool is_over(Instant now) const { return span.start <= now; }
};

struct BookingRequest {
    std::string service;
    VehicleSize size{};
    Instant start;
    customers::Details details;
    std::optional<PersonalText<Category::message>> message;
    Channel channel{};
};

// Where the desk puts a booking by hand: any length in steps of five minutes, any bay that is fit for the service.
struct Placing {
    Span span;
    scheduling::ResourceId resource;
};
inline constexpr std::chrono::hours longest_placing{24};

struct Event {
    Instant at;
    std::string what;   // received, confirmed, moved, cancelled
    std::string actor;  // as in the ledger
};

class Bookings {
public:
    Bookings(const House& house, scheduling::Timetables& timetables) : house_(house), timetables_(timetables) {}

    // Refuses with `unknown_service`, `unknown_size`, the reasons of Rules::admit, or `slot_taken`. The desk may choose
    // times that the website does not offer, as long as a bay is free and they have not passed.
    Result<Booking> book(store::Tx& tx, const BookingRequest& request, const privacy::Actor& actor);

    // Each of these refuses with `restricted` when the person's data is only kept (policy R5); cancelling is open to
    // the person themself, whose own act it is.

    // Refuses with `not_found`, `already_cancelled`, or `not_pending`.
    Result<Booking> confirm(store::Tx& tx, BookingId id, const privacy::Actor& actor);
    // Frees the bay. Refuses with `not_found`, `already_cancelled`, or for the customer `too_late` once it has begun;
    // and with `needs_a_person` when neither the customer nor staff acts.
    Result<Booking> cancel(store::Tx& tx, BookingId id, const std::optional<PersonalText<Category::message>>& reason,
                           const privacy::Actor& actor);
    // Keeps reference and price. Refuses as cancel and book do.
    Result<Booking> move(store::Tx& tx, BookingId id, Instant start, const privacy::Actor& actor);
    // By staff: moves, stretches or gives another bay, with the claims that everybody has to respect. Keeps reference,
    // price and status, and tells nobody: who calls knows whether there is something to tell. Refuses as book does, and
    // with `unknown_bay`, `wrong_bay` or `bad_duration`. A start that has passed may stay, and may come back.
    enum class Placed { anew, back };
    Result<Booking> place(store::Tx& tx, BookingId id, const Placing& wanted, const privacy::Actor& actor,
                          Placed placed = Placed::anew);

    [[nodiscard]] std::shared_ptr<const scheduling::Timetable> timetable(ShopId shop) const {
        return timetables_.of(shop);
    }
    [[nodiscard]] const House& house() const { return house_; }

    // The link in the confirmation: the reference and a keyed digest that only this shop can make. It lets its holder
    // see, move and cancel this one booking.
    [[nodiscard]] std::string link(ShopId shop, const Booking& booking) const;
    [[nodiscard]] std::optional<Booking> find_by_link(store::Tx& tx, std::string_view link) const;

private:
    enum class Change { planning, cancellation };
    [[nodiscard]] Result<void> fits(const Booking& booking, const Placing& wanted,
                                    const scheduling::Timetable& timetable) const;
    Result<Booking> changeable(store::Tx& tx, BookingId id, const privacy::Actor& actor, Change change) const;
    std::string link_code(ShopId shop, std::string_view reference) const;

    const House& house_;
    scheduling::Timetables& timetables_;
};

// Reading and writing rows: booking_store.cpp.
Result<Booking> load(store::Tx& tx, BookingId id);
std::optional<Booking> find_by_reference(store::Tx& tx, std::string_view reference);
// Those that are not cancelled and touch the span, by start.
std::vector<Booking> between(store::Tx& tx, Span span);
std::vector<Booking> of_person(store::Tx& tx, PersonId person);
std::vector<Event> events_of(store::Tx& tx, BookingId id);
void insert(store::Tx& tx, const Booking& booking, const std::optional<store::Bytes>& sealed_message);
void update(store::Tx& tx, const Booking& booking);
void set_cancel_reason(store::Tx& tx, BookingId id, const std::optional<store::Bytes>& sealed_reason);
void add_event(store::Tx& tx, BookingId id, std::string_view what, const privacy::Actor& actor);

// What was written with the booking, and why it was cancelled; closed.
struct Words {
    std::optional<PersonalText<Category::message>> message;
    std::optional<PersonalText<Category::message>> cancel_reason;
};
Result<Words> load_words(store::Tx& tx, privacy::Vault& vault, const Booking& booking);
privacy::Place message_place(BookingId id);
privacy::Place cancel_reason_place(BookingId id);

}  // namespace autojet::booking
