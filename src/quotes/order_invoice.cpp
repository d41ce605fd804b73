#include "quotes/order_invoice.hpp"

#include <algorithm>

#include "invoicing/charge.hpp"
#include "privacy/standing.hpp"
#include "workshop/agreed.hpp"

namespace autojet::quotes {

namespace {

using accounts::Document;
using accounts::DocumentId;
using workshop::State;

constexpr std::string_view insert_link =
    "INSERT INTO work_order_invoice (shop, work_order, document, at_time, actor) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view select_links =
    "SELECT document, at_time, actor FROM work_order_invoice WHERE shop = $1 AND work_order = $2 ORDER BY document";

bool is_credited(store::Tx& tx, DocumentId document) {
    const auto invoice = accounts::find_invoice(tx, document);
    if (!invoice) return true;
    Money credited;
    for (const auto& credit : accounts::credits_of(tx, document)) credited += credit.gross;
    return credited >= invoice->gross;
}

tl::unexpected<Error> invoiced_already() {
    return refuse(ErrorCode::conflict, "already_invoiced", "This order has an invoice already. Credit that one first.");
}

// Of the draft as an invoice would say; a refusal is more than anything.
Money gross_with(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines, Money discount) {
    std::vector<invoicing::Line> invoiced;
    for (const auto& line : lines) invoiced.push_back(workshop::as_invoiced(line, ""));
    const auto totals = invoicing::work_out(basis, invoiced, discount);
    return totals ? totals->gross : invoicing::most_money;
}

}  // namespace

std::vector<OrderInvoice> invoices_of(store::Tx& tx, WorkOrderId order) {
    auto all = tx.all(
        select_links,
        [](const store::Row& row) {
            return OrderInvoice{DocumentId{row.integer(0)}, row.instant(1), row.text(2)};
        },
        order);
    for (auto& one : all) one.credited = is_credited(tx, one.document);
    return all;
}

std::optional<DocumentId> find_invoice(store::Tx& tx, WorkOrderId order) {
    for (const auto& one : invoices_of(tx, order))
        if (!one.credited) return one.document;
    return std::nullopt;
}

Money discount_down_to(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines, Money most) {
    if (gross_with(basis, lines, {}) <= most) return {};
    Money sum;
    for (const auto& line : lines) sum += line.quantity.times(line.unit_price) - line.discount;
    std::int64_t low = 0, high = sum.cents();
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (gross_with(basis, lines, Money::of_cents(middle)) <= most)
            high = middle;
        else
            low = middle + 1;
    }
    return Money::of_cents(low);
}

Result<Bill> draw_up(store::Tx& tx, const House& house, const WorkOrder& order, const accounts::ForBooks& warrant) {
    if (auto may = privacy::may_change(tx, order.person); !may) return tl::unexpected(may.error());
    if (order.stand.state != State::ready && order.stand.state != State::collected)
        return refuse(ErrorCode::conflict, "not_ready", "The work is not ready yet. Say so first; then the invoice.");
    const auto lines = workshop::lines_of(tx, house.vault, order);
    if (!lines) return tl::unexpected(lines.error());
    if (lines->empty()) return refuse(ErrorCode::conflict, "no_lines", "There is nothing on this order to charge.");
    Bill bill{order, {}, {}, {}, {}};
    for (const auto& line : *lines) {
        bill.amounts.push_back(line.amounts);
        bill.lines.push_back(workshop::as_invoiced(line.amounts, line.description.open(warrant)));
    }
    const auto gross = gross_of(order.basis, bill.amounts);
    if (!gross) return tl::unexpected(gross.error());
    if (auto may = workshop::may_cost(tx, order, Money{}, *gross); !may) return tl::unexpected(may.error());
    bill.gross = *gross;
    const auto agreed = workshop::find_agreed(tx, house.vault, order);
    if (!agreed) return tl::unexpected(agreed.error());
    if (*agreed) {
        bill.discount = discount_down_to(order.basis, bill.amounts, (*agreed)->payable_of(*gross));
        if (bill.discount != Money{}) bill.gross = gross_with(order.basis, bill.amounts, bill.discount);
    }
    return bill;
}

tl::expected<DocumentId, Errors> issue(const House& house, ShopId shop, const Bill& bill,
                                       invoicing::InvoiceDraft parties, Language language, const Actor& actor) {
    std::optional<DocumentId> there;
    parties.basis = bill.order.basis;
    parties.lines = bill.lines;
    parties.discount = bill.discount;
    const auto also = [&](store::Tx& tx, const Document& document, Money gross) -> Result<void> {
        there = find_invoice(tx, bill.order.id);
        if (there) return invoiced_already();
        const auto order = workshop::load(tx, bill.order.id);
        if (!order) return tl::unexpected(order.error());
        if (workshop::amounts_of(tx, order->id) != bill.amounts || order->basis != bill.order.basis)
            return refuse(ErrorCode::conflict, std::string(workshop::changed_meanwhile),
                          "The order has changed since you looked. This is how it stands now.");
        if (auto may = workshop::may_cost(tx, *order, Money{}, gross); !may) return may;
        tx.run(insert_link, order->id, document.id, tx.now(), actor.name_in_ledger());
        tx.announce(store::Topic::calendar);
        return {};
    };
    if (auto made = house.database.read(shop, [&](store::Tx& tx) { return find_invoice(tx, bill.order.id); }))
        return *made;
    const auto document = accounts::issue_invoice(house, shop, std::move(parties),
                                                  {.person = bill.order.person,
                                                   .booking = bill.order.booking,
                                                   .corrects = {},
                                                   .language = language,
                                                   .also = also});
    if (document) return document->id;
    // Another hand was quicker with the same.
    if (auto made = house.database.read(shop, [&](store::Tx& tx) { return find_invoice(tx, bill.order.id); }))
        return *made;
    return tl::unexpected(document.error());
}

Result<void> belongs_to_order_of(store::Tx& tx, booking::BookingId booking, const Document& document, Money gross,
                                 const Actor& actor) {
    const auto order = workshop::find_of(tx, booking);
    if (!order) return {};
    if (find_invoice(tx, order->id)) return invoiced_already();
    if (auto may = workshop::may_cost(tx, *order, Money{}, gross); !may) return may;
    tx.run(insert_link, order->id, document.id, tx.now(), actor.name_in_ledger());
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::quotes
