#include "workshop/line_store.hpp"

namespace autojet::workshop {

namespace {

using privacy::Vault;

#define LINE_COLUMNS                                                                                         \
    "line, work_order, person, task, kind, thousandths, unit, unit_price, discount, vat, version, changed, " \
    "changed_by"

constexpr std::string_view insert_row =
    "INSERT INTO work_line (shop, " LINE_COLUMNS
    ", description) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
constexpr std::string_view update_row =
    "UPDATE work_line SET task = $3, kind = $4, thousandths = $5, unit = $6, unit_price = $7, discount = $8, vat = $9, "
    "version = $10, changed = $11, changed_by = $12, description = $13 WHERE shop = $1 AND line = $2";
constexpr std::string_view select_row = "SELECT " LINE_COLUMNS " FROM work_line WHERE shop = $1 AND line = $2";
constexpr std::string_view select_line =
    "SELECT " LINE_COLUMNS ", description FROM work_line WHERE shop = $1 AND line = $2";
constexpr std::string_view select_lines =
    "SELECT " LINE_COLUMNS ", description FROM work_line WHERE shop = $1 AND work_order = $2 ORDER BY line";
constexpr std::string_view select_amounts =
    "SELECT " LINE_COLUMNS " FROM work_line WHERE shop = $1 AND work_order = $2 ORDER BY line";
constexpr std::string_view delete_row = "DELETE FROM work_line WHERE shop = $1 AND line = $2";

privacy::Place place(LineId id) {
    return {privacy::RetentionClass::customer, "work_line.description", id.value(), {}};
}

LineRow row_from(const store::Row& row) {
    const auto task = row.find_integer(3);
    return {.id = LineId{row.integer(0)},
            .order = WorkOrderId{row.integer(1)},
            .person = PersonId{row.integer(2)},
            .amounts = {.kind = line_kind_from_code(row.text(4)).value(),
                        .quantity = invoicing::Quantity::of_thousandths(row.integer(5)).value(),
                        .unit = invoicing::parse_unit(row.text(6)).value(),
                        .unit_price = Money::of_cents(row.integer(7)),
                        .discount = Money::of_cents(row.integer(8)),
                        .vat = invoicing::parse_vat_treatment(row.text(9)).value()},
            .task = task ? std::optional{TaskId{*task}} : std::nullopt,
            .edition = {row.integer(10), row.instant(11), row.text(12)}};
}

struct SealedLine {
    LineRow row;
    store::Bytes description;
};
SealedLine sealed_from(const store::Row& row) {
    return {row_from(row), row.bytes(13)};
}

Result<WorkLine> unsealed(store::Tx& tx, Vault& vault, const SealedLine& sealed) {
    const auto& row = sealed.row;
    auto description = vault.unseal<Category::details>(tx, row.person, sealed.description, place(row.id));
    if (!description) return tl::unexpected(description.error());
    return WorkLine{row.id, row.order, std::move(*description), row.amounts, row.task, row.edition};
}

store::Bytes seal(store::Tx& tx, Vault& vault, const LineRow& line, const std::string& description) {
    return vault.seal(tx, PersonalText<Category::details>::of(line.person, description), place(line.id));
}

}  // namespace

Result<std::vector<WorkLine>> lines_of(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    std::vector<WorkLine> lines;
    for (const auto& sealed : tx.all(select_lines, sealed_from, order.id)) {
        auto line = unsealed(tx, vault, sealed);
        if (!line) return tl::unexpected(line.error());
        lines.push_back(std::move(*line));
    }
    return lines;
}

std::vector<LineAmounts> amounts_of(store::Tx& tx, WorkOrderId order) {
    return tx.all(
        select_amounts, [](const store::Row& row) { return row_from(row).amounts; }, order);
}

Result<WorkLine> load_line(store::Tx& tx, Vault& vault, LineId id) {
    const auto sealed = tx.find(select_line, sealed_from, id);
    if (!sealed) return refuse(ErrorCode::not_found, "not_found", "This line is not there any more.");
    return unsealed(tx, vault, *sealed);
}

std::optional<LineRow> find_line_row(store::Tx& tx, LineId id) {
    return tx.find(select_row, row_from, id);
}

void insert_line(store::Tx& tx, Vault& vault, const LineRow& line, const std::string& description) {
    const auto& amounts = line.amounts;
    tx.run(insert_row, line.id, line.order, line.person, line.task, code(amounts.kind), amounts.quantity.thousandths(),
           invoicing::code(amounts.unit), amounts.unit_price.cents(), amounts.discount.cents(),
           invoicing::code(amounts.vat), line.edition.version, line.edition.changed, line.edition.changed_by,
           seal(tx, vault, line, description));
}

void update_line(store::Tx& tx, Vault& vault, const LineRow& line, const std::string& description) {
    const auto& amounts = line.amounts;
    tx.run(update_row, line.id, line.task, code(amounts.kind), amounts.quantity.thousandths(),
           invoicing::code(amounts.unit), amounts.unit_price.cents(), amounts.discount.cents(),
           invoicing::code(amounts.vat), line.edition.version, line.edition.changed, line.edition.changed_by,
           seal(tx, vault, line, description));
}

void delete_line(store::Tx& tx, LineId id) {
    tx.run(delete_row, id);
}

}  // namespace autojet::workshop
