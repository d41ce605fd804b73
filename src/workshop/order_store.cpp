#include "workshop/order_store.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "customers/customers.hpp"
#include "privacy/standing.hpp"

namespace autojet::workshop {

namespace {

using privacy::RetentionClass;
using privacy::Vault;

#define ORDER_COLUMNS                                                                                              \
    "work_order, reference, person, booking, state, waiting_for, since, basis, policy_version, created, version, " \
    "changed, changed_by"

constexpr std::string_view insert_order =
    "INSERT INTO work_order (shop, " ORDER_COLUMNS
    ", wanted) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
constexpr std::string_view select_by_id =
    "SELECT " ORDER_COLUMNS " FROM work_order WHERE shop = $1 AND work_order = $2";
constexpr std::string_view select_by_reference =
    "SELECT " ORDER_COLUMNS " FROM work_order WHERE shop = $1 AND reference = $2";
constexpr std::string_view select_of_booking =
    "SELECT " ORDER_COLUMNS " FROM work_order WHERE shop = $1 AND booking = $2 ORDER BY work_order DESC LIMIT 1";
constexpr std::string_view select_of_person =
    "SELECT " ORDER_COLUMNS " FROM work_order WHERE shop = $1 AND person = $2 ORDER BY work_order";
constexpr std::string_view select_open =
    "SELECT " ORDER_COLUMNS " FROM work_order WHERE shop = $1 AND state <> 'collected' ORDER BY since, work_order";
constexpr std::string_view select_collected =
    "SELECT " ORDER_COLUMNS
    " FROM work_order WHERE shop = $1 AND state = 'collected' AND since >= $2 AND since < $3 "
    "ORDER BY since DESC, work_order DESC LIMIT $4";
// No appointment is longer than two days, so the index on the start finds all that touch the span.
constexpr std::string_view select_states =
    "SELECT b.booking, w.state FROM booking b JOIN work_order w ON w.shop = b.shop AND w.booking = b.booking "
    "WHERE b.shop = $1 AND b.start_time >= $2 - 172800 AND b.start_time < $3 AND b.end_time > $2 ORDER BY w.work_order";
constexpr std::string_view select_visits =
    "SELECT b.booking, MIN(CASE WHEN s.state = 'arrived' THEN s.at_time END), "
    "MIN(CASE WHEN s.state = 'ready' THEN s.at_time END) "
    "FROM booking b JOIN work_order w ON w.shop = b.shop AND w.booking = b.booking "
    "JOIN work_order_step s ON s.shop = w.shop AND s.work_order = w.work_order AND s.undone IS NULL "
    "WHERE b.shop = $1 AND b.start_time >= $2 AND b.start_time < $3 GROUP BY b.booking ORDER BY b.booking";
constexpr std::string_view select_words = "SELECT wanted, notes FROM work_order WHERE shop = $1 AND work_order = $2";
constexpr std::string_view update_order_stand =
    "UPDATE work_order SET state = $3, waiting_for = $4, since = $5 WHERE shop = $1 AND work_order = $2";
constexpr std::string_view update_order_words =
    "UPDATE work_order SET wanted = $3, notes = $4, basis = $5, version = $6, changed = $7, changed_by = $8 "
    "WHERE shop = $1 AND work_order = $2";
constexpr std::string_view delete_row = "DELETE FROM work_order WHERE shop = $1 AND work_order = $2";
constexpr std::string_view insert_step =
    "INSERT INTO work_order_step (shop, work_order, step, state, waiting_for, at_time, actor) "
    "SELECT $1, $2, COALESCE(MAX(step), 0) + 1, $3, $4, $5, $6 FROM work_order_step WHERE shop = $1 AND work_order = "
    "$2";
constexpr std::string_view select_steps =
    "SELECT step, state, waiting_for, at_time, actor, undone, undone_by FROM work_order_step "
    "WHERE shop = $1 AND work_order = $2 ORDER BY step";
constexpr std::string_view update_undone =
    "UPDATE work_order_step SET undone = $4, undone_by = $5 WHERE shop = $1 AND work_order = $2 AND step = $3";
constexpr std::string_view select_begun =
    "SELECT 1 FROM work_order w WHERE w.shop = $1 AND w.work_order = $2 AND (EXISTS "
    "(SELECT 1 FROM work_order_photo p WHERE p.shop = w.shop AND p.work_order = w.work_order) OR EXISTS "
    "(SELECT 1 FROM work_order_signature s WHERE s.shop = w.shop AND s.work_order = w.work_order) OR EXISTS "
    "(SELECT 1 FROM work_task t JOIN work_time m ON m.shop = t.shop AND m.task = t.task WHERE t.shop = w.shop AND "
    "t.work_order = w.work_order))";

constexpr EnumNames<2> basis_codes{"including_vat", "excluding_vat"};

Stand stand_from(const store::Row& row, int column) {
    const auto waiting = row.find_text(column + 1);
    return {state_from_code(row.text(column)).value(), waiting ? waiting_from_code(*waiting) : std::nullopt};
}

std::optional<std::string_view> waiting_code(const Stand& stand) {
    return stand.waiting_for ? std::optional{code(*stand.waiting_for)} : std::nullopt;
}

WorkOrder order_from(const store::Row& row) {
    const auto booking = row.find_integer(3);
    return {.id = WorkOrderId{row.integer(0)},
            .reference = row.text(1),
            .person = PersonId{row.integer(2)},
            .booking = booking ? std::optional{booking::BookingId{*booking}} : std::nullopt,
            .stand = stand_from(row, 4),
            .since = row.instant(6),
            .basis = basis_from_code(row.text(7)).value(),
            .policy_version = row.text(8),
            .created = row.instant(9),
            .edition = {row.integer(10), row.instant(11), row.text(12)}};
}

}  // namespace

privacy::Place wanted_place(WorkOrderId id) {
    return {RetentionClass::customer, "work_order.wanted", id.value(), {}};
}
privacy::Place notes_place(WorkOrderId id) {
    return {RetentionClass::customer, "work_order.notes", id.value(), {}};
}
std::string_view code(invoicing::PriceBasis basis) {
    return name_in(basis_codes, basis);
}
std::optional<invoicing::PriceBasis> basis_from_code(std::string_view text) {
    return value_in<invoicing::PriceBasis>(basis_codes, text);
}

Result<WorkOrder> load(store::Tx& tx, WorkOrderId id) {
    auto order = tx.find(select_by_id, order_from, id);
    if (!order) return refuse(ErrorCode::not_found, "not_found", "This work order is not there any more.");
    return *order;
}

std::optional<WorkOrder> find_by_reference(store::Tx& tx, std::string_view reference) {
    return tx.find(select_by_reference, order_from, reference);
}
std::optional<WorkOrder> find_of(store::Tx& tx, booking::BookingId booking) {
    return tx.find(select_of_booking, order_from, booking);
}
std::vector<WorkOrder> of_person(store::Tx& tx, PersonId person) {
    return tx.all(select_of_person, order_from, person);
}

std::vector<WorkOrder> list_open(store::Tx& tx) {
    auto orders = tx.all(select_open, order_from);
    std::ranges::stable_sort(orders, {}, [](const WorkOrder& order) { return order.stand.state; });
    return orders;
}

std::vector<WorkOrder> list_collected(store::Tx& tx, scheduling::Span span, int limit) {
    return tx.all(select_collected, order_from, span.start, span.end, limit);
}

std::vector<WorkOrder> list_open_of_vehicle(store::Tx& tx, Vault& vault, PersonId person) {
    auto persons = vault.find_sharing(tx, person, privacy::IndexKind::plate);
    persons.push_back(person);
    std::vector<WorkOrder> open;
    for (const auto one : persons)
        for (auto& order : of_person(tx, one))
            if (order.is_open()) open.push_back(std::move(order));
    std::ranges::sort(open, {}, &WorkOrder::id);
    return open;
}

std::map<booking::BookingId, State> states_of_bookings(store::Tx& tx, scheduling::Span span) {
    std::map<booking::BookingId, State> states;
    tx.each(
        select_states,
        [&](const store::Row& row) {
            states.insert_or_assign(booking::BookingId{row.integer(0)}, state_from_code(row.text(1)).value());
        },
        span.start, span.end);
    return states;
}

std::vector<Visit> visits_of_bookings(store::Tx& tx, scheduling::Span span) {
    return tx.all(
        select_visits,
        [](const store::Row& row) {
            return Visit{booking::BookingId{row.integer(0)}, row.find_instant(1), row.find_instant(2)};
        },
        span.start, span.end);
}

std::vector<Step> steps_of(store::Tx& tx, WorkOrderId id) {
    return tx.all(
        select_steps,
        [](const store::Row& row) {
            return Step{
                static_cast<int>(row.integer(0)), stand_from(row, 1), row.instant(3), row.text(4), row.find_instant(5),
                row.find_text(6).value_or("")};
        },
        id);
}

Result<OrderWords> load_words(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    std::optional<store::Bytes> sealed_wanted, sealed_notes;
    tx.each(
        select_words,
        [&](const store::Row& row) {
            sealed_wanted = row.find_bytes(0);
            sealed_notes = row.find_bytes(1);
        },
        order.id);
    auto wanted = unseal_if_there<Category::message>(tx, vault, order.person, sealed_wanted, wanted_place(order.id));
    if (!wanted) return tl::unexpected(wanted.error());
    auto notes = unseal_if_there<Category::details>(tx, vault, order.person, sealed_notes, notes_place(order.id));
    if (!notes) return tl::unexpected(notes.error());
    return OrderWords{std::move(*wanted), std::move(*notes)};
}

Result<WorkOrder> changeable(store::Tx& tx, WorkOrderId id) {
    auto order = load(tx, id);
    if (!order) return order;
    if (auto may = privacy::may_change(tx, order->person); !may) return tl::unexpected(may.error());
    if (!order->is_open())
        return refuse(ErrorCode::conflict, "order_closed",
                      "This vehicle was collected. Take that back to change the order.");
    return order;
}

void insert(store::Tx& tx, const WorkOrder& order, const std::optional<store::Bytes>& sealed_wanted) {
    tx.run(insert_order, order.id, order.reference, order.person, order.booking, code(order.stand.state),
           waiting_code(order.stand), order.since, code(order.basis), order.policy_version, order.created,
           order.edition.version, order.edition.changed, order.edition.changed_by, sealed_wanted);
}
void update_stand(store::Tx& tx, const WorkOrder& order) {
    tx.run(update_order_stand, order.id, code(order.stand.state), waiting_code(order.stand), order.since);
}
void update_words(store::Tx& tx, const WorkOrder& order, const std::optional<store::Bytes>& sealed_wanted,
                  const std::optional<store::Bytes>& sealed_notes) {
    tx.run(update_order_words, order.id, sealed_wanted, sealed_notes, code(order.basis), order.edition.version,
           order.edition.changed, order.edition.changed_by);
}
void delete_order(store::Tx& tx, WorkOrderId id) {
    tx.run(delete_row, id);
    tx.announce(store::Topic::erasure);
}

void add_step(store::Tx& tx, WorkOrderId id, const Stand& stand, const Actor& actor) {
    tx.run(insert_step, id, code(stand.state), waiting_code(stand), tx.now(), actor.name_in_ledger());
}
void mark_undone(store::Tx& tx, WorkOrderId id, int step, const Actor& actor) {
    tx.run(update_undone, id, step, tx.now(), actor.name_in_ledger());
}

bool has_begun(store::Tx& tx, WorkOrderId id) {
    return tx.has(select_begun, id);
}

}  // namespace autojet::workshop
