#include "payments/open_list.hpp"

#include "base/enum_names.hpp"
#include "bookkeeping/csv.hpp"

namespace autojet::payments {

namespace {

using accounts::ForBooks;

constexpr EnumNames<4> age_codes{"not_due", "to_30", "to_60", "over_60"};
constexpr EnumNames<4> age_labels{"Not due yet", "1 to 30 days", "31 to 60 days", "61 days and more"};
constexpr int usual_days_to_pay = 14;  // of a document that was drawn up elsewhere

int days_between(CivilDate from, CivilDate until) {
    return static_cast<int>((std::chrono::sys_days{until} - std::chrono::sys_days{from}).count());
}

OpenInvoice from_books(store::Tx& tx, const bookkeeping::OpenItem& item) {
    OpenInvoice open{.number = item.document,
                     .issued_on = item.since,
                     .due_on = add_days(item.since, usual_days_to_pay),
                     .amount = item.amount,
                     .document = accounts::find_by_number(tx, item.document.text()),
                     .is_of_booking = false,
                     .to_business = false,
                     .buyer = {}};
    if (!open.document) return open;
    open.issued_on = open.document->issued_on;
    open.due_on = add_days(open.issued_on, usual_days_to_pay);
    return open;
}

void add_contents(store::Tx& tx, const House& house, OpenInvoice& open, const ForBooks& warrant) {
    if (!open.document || !warrant.covers(open.document->person, accounts::Category::details)) return;
    const auto row = accounts::find_invoice(tx, open.document->id);
    if (!row) return;
    open.is_of_booking = row->booking.has_value();
    const auto invoice = accounts::load_invoice(tx, house.vault, *open.document, warrant);
    if (!invoice) return;
    open.due_on = invoice->content().due_on;
    open.buyer = invoice->content().buyer.name;
    open.to_business = invoice->content().buyer.kind == invoicing::BuyerKind::business;
}

void add_contents(store::Tx& tx, const House& house, shop::Visit& visit, std::vector<OpenInvoice>& invoices) {
    std::vector<PersonId> buyers;
    for (const auto& open : invoices)
        if (open.document) buyers.push_back(open.document->person);
    if (buyers.empty()) return;
    const auto warrant = house.gate.warrant<policy::Purpose::legal_duty>(tx, visit.actor, buyers, visit.openings);
    if (!warrant) return;
    for (auto& open : invoices) add_contents(tx, house, open, *warrant);
}

}  // namespace

std::string_view code(Age age) {
    return name_in(age_codes, age);
}
std::string_view label(Age age) {
    return name_in(age_labels, age);
}
std::optional<Age> find_age(std::string_view code) {
    return value_in<Age>(age_codes, code);
}

Age age_of(CivilDate due, CivilDate today) {
    const auto late = days_between(due, today);
    if (late <= 0) return Age::not_due;
    if (late <= 30) return Age::to_30;
    return late <= 60 ? Age::to_60 : Age::over_60;
}

OpenTotals totals_of(const std::vector<OpenInvoice>& invoices, CivilDate today) {
    OpenTotals totals;
    for (const auto& open : invoices) {
        totals.by_age.at(static_cast<std::size_t>(age_of(open.due_on, today))) += open.amount;
        totals.all += open.amount;
    }
    return totals;
}

std::vector<OpenInvoice> open_list(store::Tx& tx, const House& house, shop::Visit& visit, CivilDate day) {
    std::vector<OpenInvoice> invoices;
    for (const auto& item : bookkeeping::open_items(tx, day)) invoices.push_back(from_books(tx, item));
    add_contents(tx, house, visit, invoices);
    std::ranges::stable_sort(invoices, {}, [](const OpenInvoice& open) { return std::chrono::sys_days{open.due_on}; });
    return invoices;
}

Result<OpenInvoice> load_open(store::Tx& tx, const House& house, shop::Visit& visit, const InvoiceNumber& number) {
    const auto lines = bookkeeping::lines_about(tx, bookkeeping::account::debtors, number);
    const auto document = accounts::find_by_number(tx, number.text());
    if (lines.empty() && !document)
        return refuse(ErrorCode::not_found, "not_found", "This document is not there any more.");
    const auto since = lines.empty() ? document->issued_on : lines.front().day;
    std::vector<OpenInvoice> one{from_books(tx, {number, since, bookkeeping::open_amount(tx, number)})};
    add_contents(tx, house, visit, one);
    return std::move(one.front());
}

std::string open_csv(const std::vector<OpenInvoice>& invoices, CivilDate today) {
    using bookkeeping::csv_field;
    std::string csv = "number,issued,due,buyer,age,open\r\n";
    for (const auto& open : invoices)
        csv += csv_field(open.number.text()) + "," + format_date(open.issued_on) + "," + format_date(open.due_on) +
               "," + csv_field(open.buyer) + "," + std::string(code(age_of(open.due_on, today))) + "," +
               open.amount.decimal() + "\r\n";
    return csv;
}

}  // namespace autojet::payments
