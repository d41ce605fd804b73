#include "workshop/intake.hpp"

#include <algorithm>

#include "privacy/shown.hpp"
#include "workshop/intake_store.hpp"

namespace autojet::workshop {

namespace {

using policy::Clause;

template <Category C>
std::optional<std::int64_t> number_in(const std::optional<PersonalText<C>>& closed, const ForWork& warrant) {
    const auto text = closed ? closed->open_if_covered(warrant) : std::nullopt;
    return text ? parse_whole(*text) : std::nullopt;
}

// The order, when the clause lets its customer's data of this kind be collected.
Result<WorkOrder> collectable(store::Tx& tx, const House& house, WorkOrderId id, Clause clause) {
    auto order = changeable(tx, id);
    if (!order) return order;
    if (auto may = privacy::may_use(tx, order->person, clause, *house.policies.of(tx)); !may)
        return tl::unexpected(may.error());
    return order;
}

}  // namespace

Noted opened(const Intake& intake, const ForWork& warrant) {
    Noted noted{.odometer = number_in(intake.odometer, warrant),
                .fuel = std::nullopt,
                .keys = std::nullopt,
                .accessories = {},
                .signed_on_paper = intake.signed_on_paper};
    if (const auto fuel = number_in(intake.fuel, warrant)) noted.fuel = static_cast<int>(*fuel);
    if (const auto keys = number_in(intake.keys, warrant)) noted.keys = static_cast<int>(*keys);
    if (intake.accessories) noted.accessories = intake.accessories->open_if_covered(warrant).value_or("");
    return noted;
}

std::vector<PersonId> records_of_vehicle(store::Tx& tx, privacy::Vault& vault, PersonId person) {
    auto persons = vault.find_sharing(tx, person, privacy::IndexKind::plate);
    persons.push_back(person);
    std::ranges::sort(persons);
    return persons;
}

std::optional<std::int64_t> highest_reading(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order,
                                            const ForWork& warrant) {
    std::optional<std::int64_t> highest;
    for (const auto person : records_of_vehicle(tx, vault, order.person))
        for (const auto& other : of_person(tx, person)) {
            if (other.id == order.id) continue;
            const auto intake = load_intake(tx, vault, other);
            const auto reading = intake ? number_in(intake->odometer, warrant) : std::nullopt;
            if (reading && (!highest || *reading > *highest)) highest = reading;
        }
    return highest;
}

Result<void> note_intake(store::Tx& tx, const House& house, WorkOrderId id, const Noted& noted, std::int64_t seen,
                         const Actor& actor) {
    const auto order = changeable(tx, id);
    if (!order) return tl::unexpected(order.error());
    const auto may = privacy::may_use(tx, order->person, Clause::condition, *house.policies.of(tx));
    if (!may && (noted.odometer || noted.fuel)) return may;
    if (auto same = unchanged_since(edition_of_intake(tx, id), seen); !same) return same;
    put_intake(tx, house.vault, *order, noted, may ? Seen::written : Seen::left,
               {seen + 1, tx.now(), actor.name_in_ledger()});
    tx.announce(store::Topic::calendar);
    return {};
}

Result<MarkId> add_mark(store::Tx& tx, const House& house, WorkOrderId id, const MarkContent& mark,
                        const Actor& actor) {
    const auto order = collectable(tx, house, id, Clause::condition);
    if (!order) return tl::unexpected(order.error());
    if (mark.x < 0 || mark.x > outline_width || mark.y < 0 || mark.y > outline_height)
        return refuse(ErrorCode::invalid, "off_the_outline", "This is not on the car.", "zone");
    if (count_marks(tx, id) >= static_cast<std::int64_t>(most_marks))
        return refuse(ErrorCode::conflict, "too_many_marks", "This order has as many marks as it can take.", "zone");
    const auto mark_id = tx.new_id<Mark>();
    insert_mark(tx, house.vault, *order, mark_id, mark, actor);
    tx.announce(store::Topic::calendar);
    return mark_id;
}

Result<void> remove_mark(store::Tx& tx, WorkOrderId id, MarkId mark) {
    if (const auto order = changeable(tx, id); !order) return tl::unexpected(order.error());
    delete_mark(tx, id, mark);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> keep_signature(store::Tx& tx, const House& house, WorkOrderId id, std::string png, const Actor& actor) {
    const auto order = collectable(tx, house, id, Clause::signature);
    if (!order) return tl::unexpected(order.error());
    put_signature(tx, house.vault, *order, std::move(png), actor);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> remove_signature(store::Tx& tx, WorkOrderId id) {
    if (const auto order = changeable(tx, id); !order) return tl::unexpected(order.error());
    delete_signature(tx, id);
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::workshop
