#include "workshop/lines.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "invoicing/charge.hpp"
#include "workshop/agreed.hpp"
#include "workshop/line_store.hpp"
#include "workshop/task_store.hpp"

namespace autojet::workshop {

namespace {

constexpr EnumNames<3> kind_codes{"labour", "part", "extra"};
constexpr EnumNames<3> kind_labels{"Labour", "Part", "Extra"};

struct Found {
    LineRow line;
    WorkOrder order;
};

Result<Found> changeable_line(store::Tx& tx, LineId id, std::int64_t seen) {
    const auto line = find_line_row(tx, id);
    if (!line) return refuse(ErrorCode::not_found, "not_found", "This line is not there any more.");
    auto order = changeable(tx, line->order);
    if (!order) return tl::unexpected(order.error());
    if (auto same = unchanged_since(line->edition, seen); !same) return tl::unexpected(same.error());
    return Found{*line, std::move(*order)};
}

// A task of another order is none of this one.
std::optional<TaskId> task_of(store::Tx& tx, WorkOrderId order, const std::optional<TaskId>& wanted) {
    const auto task = wanted ? find_task_row(tx, *wanted) : std::nullopt;
    return task && task->order == order ? wanted : std::nullopt;
}

// What the order would come to with these lines in place of its own: not above what was agreed (agreed.hpp).
Result<void> may_have(store::Tx& tx, const WorkOrder& order, const std::vector<LineAmounts>& lines) {
    const auto from = add_up(order.basis, amounts_of(tx, order.id));
    const auto to = add_up(order.basis, lines);
    if (!to) return tl::unexpected(to.error());
    return may_cost(tx, order, from ? from->gross : Money{}, to->gross);
}

}  // namespace

std::string_view code(LineKind kind) {
    return name_in(kind_codes, kind);
}
std::string_view label(LineKind kind) {
    return name_in(kind_labels, kind);
}
std::optional<LineKind> line_kind_from_code(std::string_view text) {
    return value_in<LineKind>(kind_codes, text);
}

Result<NewLine> check(NewLine line) {
    auto description = clean_line(line.description, longest_description, "description");
    if (!description) return tl::unexpected(description.error());
    line.description = std::move(*description);
    const auto& [kind, quantity, unit, price, discount, vat] = line.amounts;
    if (price < Money{})
        return refuse(ErrorCode::invalid, "negative_amount", "An amount on a work order is never below zero.", "price");
    if (discount < Money{})
        return refuse(ErrorCode::invalid, "negative_amount", "An amount on a work order is never below zero.",
                      "discount");
    if (price > invoicing::most_money || quantity.times(price) > invoicing::most_money)
        return refuse(ErrorCode::invalid, "amount_too_large", "This amount is too large.", "price");
    if (discount > quantity.times(price))
        return refuse(ErrorCode::invalid, "discount_above_line", "The discount is more than the line.", "discount");
    return line;
}

invoicing::Line as_invoiced(const LineAmounts& amounts, std::string description) {
    return {.description = std::move(description),
            .quantity = amounts.quantity,
            .unit = amounts.unit,
            .unit_price = amounts.unit_price,
            .discount = amounts.discount,
            .vat = amounts.vat};
}

Result<invoicing::Totals> add_up(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines) {
    std::vector<invoicing::Line> invoiced;
    for (const auto& line : lines) invoiced.push_back(as_invoiced(line, ""));
    return invoicing::work_out(basis, invoiced);
}

Result<LineId> add_line(store::Tx& tx, privacy::Vault& vault, WorkOrderId id, const NewLine& line, const Actor& actor) {
    const auto order = changeable(tx, id);
    if (!order) return tl::unexpected(order.error());
    auto lines = amounts_of(tx, id);
    if (lines.size() >= most_lines_of_an_order)
        return refuse(ErrorCode::conflict, "too_many_lines", "This order has as many lines as it can take.",
                      "description");
    lines.push_back(line.amounts);
    if (auto may = may_have(tx, *order, lines); !may) return tl::unexpected(may.error());
    const LineRow row{.id = tx.new_id<WorkLine>(),
                      .order = id,
                      .person = order->person,
                      .amounts = line.amounts,
                      .task = task_of(tx, id, line.task),
                      .edition = {1, tx.now(), actor.name_in_ledger()}};
    insert_line(tx, vault, row, line.description);
    tx.announce(store::Topic::calendar);
    return row.id;
}

Result<void> change_line(store::Tx& tx, privacy::Vault& vault, LineId id, const NewLine& line, std::int64_t seen,
                         const Actor& actor) {
    auto found = changeable_line(tx, id, seen);
    if (!found) return tl::unexpected(found.error());
    auto& row = found->line;
    auto lines = amounts_of(tx, row.order);
    if (const auto old = std::ranges::find(lines, row.amounts); old != lines.end()) *old = line.amounts;
    if (auto may = may_have(tx, found->order, lines); !may) return tl::unexpected(may.error());
    row.amounts = line.amounts;
    row.task = task_of(tx, row.order, line.task);
    row.edition = {seen + 1, tx.now(), actor.name_in_ledger()};
    update_line(tx, vault, row, line.description);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> remove_line(store::Tx& tx, LineId id, std::int64_t seen) {
    const auto found = changeable_line(tx, id, seen);
    if (!found) return tl::unexpected(found.error());
    delete_line(tx, id);
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::workshop
