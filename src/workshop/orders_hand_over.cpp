#include "workshop/orders_hand_over.hpp"

#include <algorithm>

#include "workshop/lines.hpp"
#include "workshop/order_store.hpp"

namespace autojet::workshop {

namespace {

HeldRecord empty_record(std::string kind, const WorkOrder& order, std::string_view title, Instant collected) {
    return {.kind = std::move(kind),
            .number = order.reference,
            .title = title,
            .collected = collected,
            .source = {},
            .policy_version = {},
            .retention = policy::RetentionClass::customer,
            .kept_until = {},
            .values = {}};
}

// The order itself, each step and each line: a record has a field once.
void add_records(std::vector<HeldRecord>& records, store::Tx& tx, const House& house, const WorkOrder& order,
                 const ForTheLaw& warrant, const Scope& scope) {
    const auto& zone = house.shops.zone(tx.shop());
    const auto add_fact = [&](HeldRecord& held, std::string field, std::string_view label, std::string value) {
        add_in_scope(held, warrant, scope, std::move(field), label,
                     PersonalText<Category::appointment>::of(order.person, std::move(value)));
    };
    auto& whole = records.emplace_back(empty_record("work_order", order, "Work order", order.created));
    add_fact(whole, "work_order.state", "Status", std::string(code(order.stand.state)));
    for (const auto& step : steps_of(tx, order.id)) {
        auto& held = records.emplace_back(empty_record("work_order_step", order, "What happened", step.at));
        add_fact(held, "work_order_step.state", "Status", std::string(code(step.stand.state)));
        add_fact(held, "work_order_step.at", "Time", zone.format_rfc3339(step.at));
    }
    const auto lines = lines_of(tx, house.vault, order);
    if (!lines) return;
    for (const auto& line : *lines) {
        auto& held = records.emplace_back(empty_record("work_line", order, "Line", order.created));
        add_in_scope(held, warrant, scope, "work_line.description", "Description", line.description);
        add_fact(held, "work_line.quantity", "Quantity", line.amounts.quantity.decimal());
        add_fact(held, "work_line.unit_price", "Amount", line.amounts.unit_price.display(Language::en));
    }
}

}  // namespace

HandOver hand_over_of_orders(const House& house) {
    return [&house](store::Tx& tx, PersonId person, const ForTheLaw& warrant, const Scope& scope) {
        auto orders = of_person(tx, person);
        std::ranges::sort(orders, {}, &WorkOrder::created);
        std::vector<HeldRecord> records;
        for (const auto& order : orders)
            if (order.created >= scope.from && order.created < scope.until)
                add_records(records, tx, house, order, warrant, scope);
        return records;
    };
}

}  // namespace autojet::workshop
