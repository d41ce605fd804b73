// A work order: one vehicle in the shop, from the moment it is planned until it is collected (policy P1). It hangs on
// the record of its customer, and everything of it goes with that record (policy K2, R3). What is noted about the
// vehicle is in intake.hpp and photos.hpp, what is done in tasks.hpp, what it costs in lines.hpp.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "booking/booking.hpp"
#include "invoicing/invoice.hpp"
#include "privacy/vault.hpp"
#include "workshop/edition.hpp"

namespace autojet::workshop {

using privacy::Actor;
using privacy::Category;
using privacy::PersonalText;

inline constexpr std::size_t longest_wanted = 2000;
inline constexpr std::size_t longest_notes = 4000;

struct WorkOrder;
using WorkOrderId = Id<WorkOrder>;

enum class State { booked, arrived, in_progress, waiting, ready, collected };
inline constexpr std::array all_states{State::booked,  State::arrived, State::in_progress,
                                       State::waiting, State::ready,   State::collected};
std::string_view code(State state);
std::string_view label(State state);  // English, msgid
std::optional<State> state_from_code(std::string_view text);

enum class Waiting { parts, approval, customer };
inline constexpr std::array all_waitings{Waiting::parts, Waiting::approval, Waiting::customer};
std::string_view code(Waiting waiting);
std::string_view label(Waiting waiting);  // English, msgid: "Waits for parts"
std::optional<Waiting> waiting_from_code(std::string_view text);

// Where an order stands.
struct Stand {
    State state{};
    std::optional<Waiting> waiting_for;  // while it waits, and only then

    friend bool operator==(const Stand&, const Stand&) = default;
};
// Where it may go from there, the usual first.
std::vector<Stand> next_stands(const Stand& stand);

struct WorkOrder {
    WorkOrderId id;
    std::string reference;  // "7K3M9QXP", shown as a booking's
    PersonId person;
    std::optional<booking::BookingId> booking;  // absent for who walked in
    Stand stand;
    Instant since;
    invoicing::PriceBasis basis{};
    std::string policy_version;
    Instant created;
    Edition edition;  // of its words and its basis

    [[nodiscard]] bool is_open() const { return stand.state != State::collected; }
};

// A change of the state, with who and when.
struct Step {
    int number = 0;
    Stand stand;
    Instant at;
    std::string actor;  // as in the ledger
    std::optional<Instant> undone;
    std::string undone_by;
};

// What the customer wants, and what the workshop notes; closed.
struct OrderWords {
    std::optional<PersonalText<Category::message>> wanted;
    std::optional<PersonalText<Category::details>> notes;
};

// Refused with `not_found`.
Result<WorkOrder> load(store::Tx& tx, WorkOrderId id);
std::optional<WorkOrder> find_by_reference(store::Tx& tx, std::string_view reference);
// The newest that was made from it.
std::optional<WorkOrder> find_of(store::Tx& tx, booking::BookingId booking);
// Of this record alone, oldest first.
std::vector<WorkOrder> of_person(store::Tx& tx, PersonId person);
// All that are open, by state and how long they have been in it.
std::vector<WorkOrder> list_open(store::Tx& tx);
// Those collected in the span, newest first, at most `limit`.
std::vector<WorkOrder> list_collected(store::Tx& tx, scheduling::Span span, int limit);
// Open orders of the same vehicle: of records with the same plate (by its keyed digest) or the same record.
std::vector<WorkOrder> list_open_of_vehicle(store::Tx& tx, privacy::Vault& vault, PersonId person);
// How the work stands of the bookings that touch the span, of those that have an order: for a calendar, in one query.
std::map<booking::BookingId, State> states_of_bookings(store::Tx& tx, scheduling::Span span);

// When the vehicle of a booking came and was ready, for figures: of the bookings that begin in the span and have an
// order.
struct Visit {
    booking::BookingId booking;
    std::optional<Instant> arrived;
    std::optional<Instant> ready;
};
std::vector<Visit> visits_of_bookings(store::Tx& tx, scheduling::Span span);

std::vector<Step> steps_of(store::Tx& tx, WorkOrderId id);

// Refused with `shredded`.
Result<OrderWords> load_words(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);

// The order, when it may be changed. Refused with `not_found`, with `restricted` when the customer's data is only kept
// (policy R5), and with `order_closed` once the vehicle was collected.
Result<WorkOrder> changeable(store::Tx& tx, WorkOrderId id);

}  // namespace autojet::workshop
