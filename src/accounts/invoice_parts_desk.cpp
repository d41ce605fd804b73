// Parts of invoices at the desk: deposits that a final one takes off, and credit notes over some of the lines.
#include <algorithm>

#include "accounts/invoice_desk.hpp"
#include "base/text.hpp"
#include "bookkeeping/deposits.hpp"
#include "invoicing/credit.hpp"
#include "invoicing/deposit.hpp"
#include "shop/visit.hpp"

namespace autojet::accounts {

namespace {

using privacy::Purpose;

std::string quantity_text(std::int64_t thousandths, Language language) {
    return thousandths == 0 ? "0" : invoicing::Quantity::of_thousandths(thousandths).value().display(language);
}

// How much of each line; empty is nothing, and so is 0.
std::vector<std::int64_t> typed_quantities(const http::Form& form, std::size_t lines, Errors& errors) {
    std::vector<std::int64_t> thousandths;
    for (std::size_t n = 0; n < lines; ++n) {
        const auto field = "quantity" + std::to_string(n);
        const auto text = std::string(trim(form.readable(field)));
        thousandths.push_back(0);
        if (text.empty() || text == "0") continue;
        if (const auto quantity = invoicing::Quantity::parse(text, field))
            thousandths.back() = quantity->thousandths();
        else
            errors.push_back(quantity.error());
    }
    return thousandths;
}

}  // namespace

Result<std::vector<invoicing::Deposit>> InvoiceDesk::load_deposits(http::Request& request,
                                                                   const TypedInvoice& typed) const {
    const auto numbers = typed_deposits(typed);
    if (!numbers) return tl::unexpected(numbers.error());
    const auto basis =
        typed.basis == "excluding_vat" ? invoicing::PriceBasis::excluding_vat : invoicing::PriceBasis::including_vat;
    auto& visit = shop::visit_of(request);
    return house_.database.read(request.shop, [&](store::Tx& tx) -> Result<std::vector<invoicing::Deposit>> {
        std::vector<invoicing::Deposit> all;
        for (const auto& number : *numbers) {
            const auto document = find_by_number(tx, number.text());
            if (!document || !bookkeeping::is_deposit(tx, number))
                return refuse(ErrorCode::invalid, "unknown_deposit",
                              "There is no invoice over a deposit with this number.", "deposits");
            if (bookkeeping::deposit_left(tx, number) == Money{})
                return refuse(ErrorCode::conflict, "deposit_taken",
                              "This deposit was taken off or credited already, or is less than that.", "deposits");
            const auto warrant =
                house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {document->person}, visit.openings);
            if (!warrant) return tl::unexpected(warrant.error());
            const auto invoice = load_invoice(tx, house_.vault, *document, *warrant);
            if (!invoice) return tl::unexpected(invoice.error());
            for (auto& deposit : invoicing::deposits_of(*invoice, basis)) all.push_back(std::move(deposit));
        }
        return all;
    });
}

http::Response InvoiceDesk::show_part(http::Request& request, const staff::Account& account) const {
    return part_page(request, account, {});
}

http::Response InvoiceDesk::part_page(http::Request& request, const staff::Account& account,
                                      const Errors& errors) const {
    const auto issued = load_issued(request);
    if (!issued) return gone(request, account, issued.error());
    if (issued->corrects || issued->is_deposit)
        return gone(request, account,
                    {ErrorCode::not_found, "not_found", "This document is credited as a whole or not at all.", ""});
    const auto& content = issued->invoice.content();
    const auto left = invoicing::left_of(issued->invoice, issued->notes);
    http::Dict values;
    desk_.show_errors(request, values, errors);
    const auto url = "/desk/invoices/" + std::to_string(issued->document.id.value());
    values.set("NUMBER", issued->document.number).set("URL", url).set("ACTION", url + "/credit/part");
    for (std::size_t n = 0; n < content.lines.size(); ++n) {
        const auto& line = content.lines[n];
        const auto field = "quantity" + std::to_string(n);
        auto& row = values.add("LINE").set("N", n).set("DESCRIPTION", line.description);
        row.set("OF", line.quantity.display(request.language)).set("LEFT", quantity_text(left[n], request.language));
        row.set("UNIT", desk_.say(request, label(line.unit)));
        row.set("AMOUNT", issued->invoice.totals().lines[n].shown.display(request.language));
        row.set("VALUE", request.form().readable(field));
        if (left[n] == 0) row.show("GONE");
        for (const auto& error : errors)
            if (error.field == field) row.add("WRONG").set("MESSAGE", desk_.say(request, error.message));
    }
    return desk_.page(request, account, "desk_invoice_part.html", values,
                      {.title = desk_.say(request, "Credit a part"),
                       .description = "",
                       .section = "accounts",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response InvoiceDesk::credit_part(http::Request& request, const staff::Account& account) const {
    const auto issued = load_issued(request);
    if (!issued) return gone(request, account, issued.error());
    if (issued->corrects || issued->is_deposit) return part_page(request, account, {});
    Errors errors;
    const auto& invoice = issued->invoice;
    const auto chosen = typed_quantities(request.form(), invoice.content().lines.size(), errors);
    if (!errors.empty()) return part_page(request, account, errors);
    auto draft =
        invoicing::credit_part_of(invoice, issued->notes, chosen, invoice.content().number, issued->document.issued_on);
    if (!draft) return part_page(request, account, {draft.error()});
    const auto note = invoicing::check(*draft);
    if (!note) return part_page(request, account, note.error());
    std::vector<invoicing::Totals> before;
    for (const auto& each : issued->notes) before.push_back(each.totals());
    if (const auto fits = invoicing::check_credit(invoice, before, *note); !fits)
        return part_page(request, account, {fits.error()});
    const auto also = [&](store::Tx& tx, const Document&, Money) -> Result<void> {
        if (credits_of(tx, issued->document.id).size() == issued->notes.size() + 1) return {};
        return refuse(ErrorCode::conflict, "credited_meanwhile",
                      "Something of this invoice was credited since you looked. This is what is left of it now.");
    };
    const auto credited = issue_invoice(house_, request.shop, std::move(*draft),
                                        {.person = issued->document.person,
                                         .booking = issued->row.booking,
                                         .corrects = issued->document.id,
                                         .language = request.language,
                                         .also = also});
    if (!credited) return part_page(request, account, credited.error());
    return http::redirect_see_other("/desk/invoices/" + std::to_string(credited->id.value()));
}

}  // namespace autojet::accounts
