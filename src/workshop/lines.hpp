// What a work order charges: labour, parts and extras, as invoicing::Line counts them. Prices are with or without VAT
// as the order says (WorkOrder::basis); quantities in thousandths, amounts in cents.
#pragma once

#include "workshop/order.hpp"
#include "workshop/tasks.hpp"

namespace autojet::workshop {

struct WorkLine;
using LineId = Id<WorkLine>;

inline constexpr std::size_t longest_description = 200;
inline constexpr std::size_t most_lines_of_an_order = 200;

enum class LineKind { labour, part, extra };
inline constexpr std::array all_line_kinds{LineKind::labour, LineKind::part, LineKind::extra};
std::string_view code(LineKind kind);
std::string_view label(LineKind kind);  // English, msgid
std::optional<LineKind> line_kind_from_code(std::string_view text);

// All of a line but its words.
struct LineAmounts {
    LineKind kind{};
    invoicing::Quantity quantity;
    invoicing::Unit unit = invoicing::Unit::piece;
    Money unit_price;
    Money discount;  // on the whole line
    invoicing::VatTreatment vat = invoicing::VatTreatment::standard;

    friend bool operator==(const LineAmounts&, const LineAmounts&) = default;
};

struct WorkLine {
    LineId id;
    WorkOrderId order;
    PersonalText<Category::details> description;
    LineAmounts amounts;
    std::optional<TaskId> task;
    Edition edition;
};

// What somebody typed, checked.
struct NewLine {
    std::string description;
    LineAmounts amounts;
    std::optional<TaskId> task;
};

// Refused with the reasons of a text, `negative_amount`, `amount_too_large` and `discount_above_line`; the field is
// "description", "price" or "discount".
Result<NewLine> check(NewLine line);

// As an invoice has it.
invoicing::Line as_invoiced(const LineAmounts& amounts, std::string description);
// What lines add up to at this basis, by the house's one rounding. Refused with `amount_too_large`.
Result<invoicing::Totals> add_up(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines);

// Oldest first. Refused with `shredded`.
Result<std::vector<WorkLine>> lines_of(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
// The amounts alone: nothing is opened for a sum.
std::vector<LineAmounts> amounts_of(store::Tx& tx, WorkOrderId order);
Result<WorkLine> load_line(store::Tx& tx, privacy::Vault& vault, LineId id);

// Refused as changeable() is, with `too_many_lines`, and with `above_agreed` (agreed.hpp).
Result<LineId> add_line(store::Tx& tx, privacy::Vault& vault, WorkOrderId order, const NewLine& line,
                        const Actor& actor);
// Refused as changeable() is, with `not_found`, `changed_meanwhile`, and `above_agreed` (agreed.hpp).
Result<void> change_line(store::Tx& tx, privacy::Vault& vault, LineId id, const NewLine& line, std::int64_t seen,
                         const Actor& actor);
Result<void> remove_line(store::Tx& tx, LineId id, std::int64_t seen);

}  // namespace autojet::workshop
