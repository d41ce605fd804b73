#include "payments/payments_desk.hpp"

#include <algorithm>

#include "payments/cash.hpp"

namespace autojet::payments {

namespace {

// The invoice that a credit note corrects, or the document itself.
accounts::DocumentId settled_by(store::Tx& tx, accounts::DocumentId id) {
    const auto row = accounts::find_invoice(tx, id);
    return row && row->corrects ? *row->corrects : id;
}

std::string_view what_of(const Event& event) {
    using bookkeeping::EntryKind;
    if (event.reverses) return "Taken back";
    switch (event.kind) {
        case EntryKind::invoice:
            return "Invoice";
        case EntryKind::credit_note:
            return "Credit note";
        case EntryKind::cash:
            return event.amount > Money{} ? "Paid back in cash" : "Paid in cash";
        case EntryKind::card:
            return event.amount > Money{} ? "Paid back to the card" : "Paid by card";
        case EntryKind::bank:
            return event.amount > Money{} ? "Paid back by bank" : "Paid by bank";
        default:
            return "Booked by the bookkeeper";
    }
}

}  // namespace

// What the form brought, to be shown again.
struct PaymentsDesk::Typed {
    std::string amount;
    std::string means = "card";
    std::string day;
    std::string given;
};

http::Handler PaymentsDesk::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        return (this->*handler)(request, account);
    });
}

void PaymentsDesk::add_routes(http::Router& router) const {
    using http::Method;
    router.add(Method::get, "/desk/payments", guarded(&PaymentsDesk::show_open));
    router.add(Method::get, "/desk/payments/open.csv", guarded(&PaymentsDesk::open_file));
    router.add(Method::get, "/desk/payments/of/{document}", guarded(&PaymentsDesk::show_one));
    router.add(Method::post, "/desk/payments/of/{document}", guarded(&PaymentsDesk::take_one));
    router.add(Method::post, "/desk/payments/of/{document}/reversal", guarded(&PaymentsDesk::reverse_one));
}

http::Response PaymentsDesk::gone(http::Request& request, const staff::Account& account) const {
    return desk_.error(request, account, 404, "Not found", "This document is not there any more.");
}

std::optional<OpenInvoice> PaymentsDesk::invoice_of(http::Request& request) const {
    auto& visit = shop::visit_of(request);
    const accounts::DocumentId id{parse_whole(request.path_parameters.at("document")).value_or(0)};
    return house_.database.read(request.shop, [&](store::Tx& tx) -> std::optional<OpenInvoice> {
        const auto document = accounts::find(tx, settled_by(tx, id));
        if (!document) return std::nullopt;
        auto open = load_open(tx, house_, visit, InvoiceNumber::parse(document->number).value());
        return open ? std::optional{std::move(*open)} : std::nullopt;
    });
}

http::Response PaymentsDesk::show_one(http::Request& request, const staff::Account& account) const {
    const auto open = invoice_of(request);
    if (!open) return gone(request, account);
    return one_page(request, account, *open, {}, {});
}

http::Response PaymentsDesk::take_one(http::Request& request, const staff::Account& account) const {
    const auto open = invoice_of(request);
    if (!open) return gone(request, account);
    const auto& form = request.form();
    const auto by = by_of(house_, request, account);
    const Typed typed{form.readable("amount"), form.readable("means"), form.readable("day"), form.readable("given")};
    Errors errors;
    const auto amount = typed_money(typed.amount, "amount");
    if (!amount) errors.push_back(amount.error());
    const auto means = find_means(typed.means);
    if (!means) errors.push_back({ErrorCode::invalid, "not_chosen", "Please choose how it was paid.", "means"});
    const auto day = typed.day.empty() ? Result<CivilDate>{by.today} : parse_date(typed.day, "day");
    if (!day) errors.push_back(day.error());
    const bool is_given = means == Means::cash && !trim(typed.given).empty();
    const auto given = is_given ? typed_money(typed.given, "given") : Result<Money>{Money{}};
    if (!given) errors.push_back(given.error());
    if (!errors.empty()) return one_page(request, account, *open, typed, errors);

    std::optional<Money> back;
    const auto taken = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Settled> {
        auto settled = take(tx, {open->number, *amount, *day, *means}, by);
        if (!settled || !is_given) return settled;
        back = change_of(*given, settled->handed);
        if (!back) return refuse(ErrorCode::invalid, "not_enough", "That is not enough.", "given");
        return settled;
    });
    if (!taken) return one_page(request, account, *open, typed, {taken.error()});
    auto url = payments_url(open->document->id) + "?booked=1";
    if (back) url += "&back=" + std::to_string(back->cents());
    return http::redirect_see_other(url);
}

http::Response PaymentsDesk::reverse_one(http::Request& request, const staff::Account& account) const {
    const auto open = invoice_of(request);
    if (!open) return gone(request, account);
    const EntryId entry{parse_whole(request.form().readable("entry")).value_or(0)};
    const auto reason = find_reason(request.form().readable("reason"));
    if (!reason)
        return one_page(request, account, *open, {},
                        {{ErrorCode::invalid, "not_chosen", "Please choose why.", "reason"}});
    const auto done = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<EntryId> {
        const auto events = events_of(tx, open->number);
        const auto found = std::ranges::find(events, entry, &Event::entry);
        if (found == events.end())
            return refuse(ErrorCode::not_found, "not_found", "This payment is not there any more.");
        if (found->bank_line)
            return refuse(ErrorCode::conflict, "of_the_bank", "It came with a bank file: take it back there.");
        return reverse(tx, entry, *reason, by_of(house_, request, account));
    });
    if (!done) return one_page(request, account, *open, {}, {done.error()});
    return http::redirect_see_other(payments_url(open->document->id) + "?reversed=1");
}

http::Response PaymentsDesk::one_page(http::Request& request, const staff::Account& account, const OpenInvoice& open,
                                      const Typed& typed, const Errors& errors) const {
    const auto events = house_.database.read(request.shop, [&](store::Tx& tx) { return events_of(tx, open.number); });
    const auto today = today_of(house_, request.shop);
    http::Dict values;
    desk_.show_errors(request, values, errors);
    values.set("NUMBER", open.number.text()).set("BUYER", open.buyer);
    values.set("INVOICE_URL", "/desk/invoices/" + std::to_string(open.document->id.value()));
    values.set("DUE", format_long_date(open.due_on, request.language));
    values.set("URL", payments_url(open.document->id));
    const auto size = open.amount < Money{} ? -open.amount : open.amount;
    values.set("OPEN", size.display(request.language));
    const bool anything_paid = std::ranges::any_of(events, [](const Event& event) { return event.amount < Money{}; });
    if (open.amount > Money{}) {
        values.show(anything_paid ? "IS_PART" : "IS_OPEN");
        if (open.due_on < today) values.show("IS_LATE");
        values.add("REMIND").set("URL", "/desk/payments/reminders/of/" + std::to_string(open.document->id.value()));
    } else {
        values.show(open.amount < Money{} ? "IS_OWED" : "IS_PAID");
    }
    if (open.amount != Money{}) show_forms(request, values, open, typed, errors);
    show_events(request, account, values, events);
    if (request.query.find("booked") && errors.empty()) {
        auto& booked = values.add("BOOKED");
        if (const auto back = parse_whole(request.query.find("back").value_or("")); back && *back >= 0)
            booked.add("BACK").set("AMOUNT", Money::of_cents(*back).display(request.language));
    }
    if (request.query.find("reversed") && errors.empty()) values.show("REVERSED");
    return desk_.page(request, account, "desk_payment.html", values,
                      head_of(desk_.say(request, "Payments") + " " + open.number.text(), errors));
}

void PaymentsDesk::show_forms(http::Request& request, http::Dict& values, const OpenInvoice& open, const Typed& typed,
                              const Errors& errors) const {
    const bool received = open.amount > Money{};
    const auto size = received ? open.amount : -open.amount;
    auto& forms = values.add("FORMS");
    forms.show(received ? "RECEIVED" : "PAID_BACK");
    desk_.show_errors(request, forms, errors);
    forms.set("FORM", new_form_number());
    forms.set("WHOLE", to_type(size, request.language)).set("WHOLE_SHOWN", size.display(request.language));
    forms.set("IN_CASH", in_coins(size).display(request.language));
    forms.set("CASH_CENTS", static_cast<long long>(in_coins(size).cents()));
    forms.set("AMOUNT_VALUE", typed.amount.empty() ? to_type(size, request.language) : typed.amount);
    forms.set("GIVEN_VALUE", typed.given).set("TODAY", format_date(today_of(house_, request.shop)));
    forms.set("DAY_VALUE", typed.day.empty() ? format_date(today_of(house_, request.shop)) : typed.day);
    if (!errors.empty()) forms.show("UNFOLDED");
    for (const auto means : all_means) {
        auto& choice = forms.add("MEANS");
        choice.set("VALUE", code(means)).set("LABEL", desk_.say(request, label(means)));
        if (code(means) == typed.means) choice.show("CHOSEN");
    }
}

void PaymentsDesk::show_events(http::Request& request, const staff::Account& account, http::Dict& values,
                               const std::vector<Event>& events) const {
    for (const auto& event : events) {
        auto& row = values.add("EVENT");
        row.set("DAY", format_short_date(event.day, request.language)).set("WHAT", desk_.say(request, what_of(event)));
        row.set("AMOUNT", event.amount.display(request.language));
        if (event.document && event.kind == bookkeeping::EntryKind::credit_note)
            row.add("WHICH").set("NUMBER", event.document->text());
        if (event.reason) row.add("WHY").set("REASON", desk_.say(request, label(*event.reason)));
        if (event.is_reversed) row.show("IS_REVERSED");
        if (event.bank_line) {
            auto& bank = row.add("OF_BANK");
            if (staff::may(account.role, staff::Part::accounts))
                bank.add("LINKED").set("URL", "/desk/bank/lines/" + std::to_string(event.bank_line->value()));
        } else if (event.can_be_reversed()) {
            auto& undo = row.add("UNDO");
            undo.set("ENTRY", static_cast<long long>(event.entry.value()));
            for (const auto reason : all_reasons)
                undo.add("REASON").set("VALUE", code(reason)).set("LABEL", desk_.say(request, label(reason)));
        }
    }
}

}  // namespace autojet::payments
