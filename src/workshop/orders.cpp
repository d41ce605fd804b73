#include "workshop/orders.hpp"

#include <algorithm>
#include <ranges>

#include "accounts/invoice_settings.hpp"
#include "privacy/standing.hpp"
#include "workshop/agreed.hpp"
#include "workshop/lines.hpp"
#include "workshop/order_store.hpp"
#include "workshop/tasks.hpp"

namespace autojet::workshop {

namespace {

using booking::Booking;

// The step that an undo takes back.
std::optional<Step> last_standing(const std::vector<Step>& steps) {
    const auto found = std::ranges::find_if(steps | std::views::reverse, [](const Step& step) { return !step.undone; });
    return found == steps.rend() ? std::nullopt : std::optional{*found};
}

}  // namespace

WorkOrder Orders::begin(store::Tx& tx, PersonId person, std::optional<booking::BookingId> booking, State state,
                        const Actor& actor) const {
    return {.id = tx.new_id<WorkOrder>(),
            .reference = booking::new_reference(),
            .person = person,
            .booking = booking,
            .stand = {state, std::nullopt},
            .since = tx.now(),
            .basis = invoicing::PriceBasis::including_vat,
            .policy_version = house_.policies.of(tx)->model.version,
            .created = tx.now(),
            .edition = {1, tx.now(), actor.name_in_ledger()}};
}

Result<WorkOrder> Orders::open_for(store::Tx& tx, const Booking& booking, const Actor& actor) const {
    if (auto there = find_of(tx, booking.id)) return std::move(*there);
    if (booking.status == booking::Status::cancelled)
        return refuse(ErrorCode::conflict, "already_cancelled", "This booking has been cancelled already.");
    if (auto may = privacy::may_change(tx, booking.person); !may) return tl::unexpected(may.error());
    auto order = begin(tx, booking.person, booking.id, State::booked, actor);
    insert(tx, order, std::nullopt);
    add_step(tx, order.id, order.stand, actor);

    const auto timetable = bookings_.timetable(tx.shop());
    if (const auto* service = scheduling::find_service(timetable->catalogue, booking.service)) {
        const auto customer = customers::load(tx, house_.vault, booking.person);
        if (!customer) return tl::unexpected(customer.error());
        const std::string name = service->name(customer->language);
        const auto task = add_task(tx, house_.vault, order.id, name, actor);
        if (!task) return tl::unexpected(task.error());
        const NewLine line{.description = name,
                           .amounts = {.kind = LineKind::labour,
                                       .quantity = {},
                                       .unit_price = booking.price,
                                       .discount = {},
                                       .vat = accounts::load_settings(tx).usual_vat()},
                           .task = *task};
        if (auto added = add_line(tx, house_.vault, order.id, line, actor); !added)
            return tl::unexpected(added.error());
    }
    tx.announce(store::Topic::calendar);
    return order;
}

Result<WorkOrder> Orders::open_walk_in(store::Tx& tx, const customers::Details& details,
                                       const std::optional<PersonalText<Category::message>>& wanted,
                                       const Actor& actor) const {
    const auto person = customers::add(tx, house_.vault, details);
    auto order = begin(tx, person, std::nullopt, State::arrived, actor);
    const auto words = wanted ? std::optional{wanted->assigned_to(person)} : std::nullopt;
    insert(tx, order, house_.vault.seal(tx, words, wanted_place(order.id)));
    add_step(tx, order.id, order.stand, actor);
    tx.announce(store::Topic::calendar);
    return order;
}

Result<WorkOrder> Orders::move_to(store::Tx& tx, WorkOrderId id, const Stand& from, const Stand& to,
                                  const Actor& actor) const {
    auto order = changeable(tx, id);
    if (!order) return order;
    if (order->stand != from)
        return refuse(ErrorCode::conflict, std::string(changed_meanwhile),
                      "Somebody else has moved this order on. This is how it stands now.");
    const auto next = next_stands(order->stand);
    if (std::ranges::find(next, to) == next.end())
        return refuse(ErrorCode::conflict, "not_from_here", "An order does not go there from where it stands.");
    order->stand = to;
    order->since = tx.now();
    update_stand(tx, *order);
    add_step(tx, id, to, actor);
    tx.announce(store::Topic::calendar);
    return order;
}

Result<WorkOrder> Orders::undo_last(store::Tx& tx, WorkOrderId id, int seen, const Actor& actor) const {
    auto order = load(tx, id);
    if (!order) return order;
    if (auto may = privacy::may_change(tx, order->person); !may) return tl::unexpected(may.error());
    auto steps = steps_of(tx, id);
    const auto last = last_standing(steps);
    if (!last) return refuse(ErrorCode::conflict, "nothing_to_undo", "There is nothing to take back.");
    if (last->number != seen)
        return refuse(ErrorCode::conflict, std::string(changed_meanwhile),
                      "Somebody else has moved this order on. This is how it stands now.");
    std::erase_if(steps, [&](const Step& step) { return step.number >= last->number; });
    const auto before = last_standing(steps);
    if (!before) return refuse(ErrorCode::conflict, "nothing_to_undo", "There is nothing to take back.");
    mark_undone(tx, id, last->number, actor);
    order->stand = before->stand;
    order->since = before->at;
    update_stand(tx, *order);
    tx.announce(store::Topic::calendar);
    return order;
}

Result<WorkOrder> Orders::change_words(store::Tx& tx, WorkOrderId id, const NewWords& words, std::int64_t seen,
                                       const Actor& actor) const {
    auto order = changeable(tx, id);
    if (!order) return order;
    if (auto same = unchanged_since(order->edition, seen); !same) return tl::unexpected(same.error());
    if (words.basis != order->basis) {
        const auto lines = amounts_of(tx, id);
        const auto from = add_up(order->basis, lines), to = add_up(words.basis, lines);
        if (from && to)
            if (auto may = may_cost(tx, *order, from->gross, to->gross); !may) return tl::unexpected(may.error());
    }
    order->basis = words.basis;
    order->edition = {seen + 1, tx.now(), actor.name_in_ledger()};
    update_words(tx, *order,
                 seal_if_there<Category::message>(tx, house_.vault, order->person, words.wanted, wanted_place(id)),
                 seal_if_there<Category::details>(tx, house_.vault, order->person, words.notes, notes_place(id)));
    tx.announce(store::Topic::calendar);
    return order;
}

Result<void> Orders::remove(store::Tx& tx, WorkOrderId id) const {
    const auto order = changeable(tx, id);
    if (!order) return tl::unexpected(order.error());
    const bool early = order->stand.state == State::booked || order->stand.state == State::arrived;
    if (!early || has_begun(tx, id))
        return refuse(ErrorCode::conflict, "work_has_begun", "Work on this vehicle has begun: the order stays.");
    delete_order(tx, id);
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::workshop
