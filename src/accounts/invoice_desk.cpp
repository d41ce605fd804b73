#include "accounts/invoice_desk.hpp"

#include <algorithm>

#include "booking/booking_words.hpp"
#include "bookkeeping/balances.hpp"
#include "bookkeeping/deposits.hpp"
#include "invoicing/credit.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"

namespace autojet::accounts {

namespace {

using privacy::Purpose;

bool is_of_booking(const http::Request& request) {
    return request.path.starts_with("/desk/invoices/of/");
}

std::string url_of(DocumentId document) {
    return "/desk/invoices/" + std::to_string(document.value());
}

}  // namespace

http::Handler InvoiceDesk::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        return (this->*handler)(request, account);
    });
}

void InvoiceDesk::add_routes(http::Router& router) const {
    using http::Method;
    for (const std::string address : {"/desk/invoices/new", "/desk/invoices/of/{reference}"}) {
        router.add(Method::get, address, guarded(&InvoiceDesk::draw_up));
        router.add(Method::post, address, {.body_limit = longest_invoice_form}, guarded(&InvoiceDesk::issue));
    }
    router.add(Method::get, "/desk/invoices/{document}", guarded(&InvoiceDesk::show));
    router.add(Method::get, "/desk/invoices/{document}/ubl", guarded(&InvoiceDesk::ubl));
    router.add(Method::get, "/desk/invoices/{document}/pdf", guarded(&InvoiceDesk::pdf));
    router.add(Method::post, "/desk/invoices/{document}/credit", guarded(&InvoiceDesk::credit));
    router.add(Method::get, "/desk/invoices/{document}/credit/part", guarded(&InvoiceDesk::show_part));
    router.add(Method::post, "/desk/invoices/{document}/credit/part", guarded(&InvoiceDesk::credit_part));
    router.add(Method::get, "/desk/accounts/settings", guarded(&InvoiceDesk::show_settings));
    router.add(Method::post, "/desk/accounts/settings", guarded(&InvoiceDesk::change_settings));
}

std::optional<booking::Booking> InvoiceDesk::booking_of(const http::Request& request) const {
    if (!is_of_booking(request)) return std::nullopt;
    const auto reference = booking::reference_from(request.path_parameters.at("reference"));
    return house_.database.read(request.shop, [&](store::Tx& tx) { return booking::find_by_reference(tx, reference); });
}

InvoiceSettings InvoiceDesk::settings(const http::Request& request) const {
    return house_.database.read(request.shop, load_settings);
}

std::vector<Business> InvoiceDesk::businesses(http::Request& request,
                                              const std::optional<booking::Booking>& booking) const {
    const auto named = parse_whole(request.query.find("business").value_or(""));
    if (!booking && !named) return {};
    auto& visit = shop::visit_of(request);
    return house_.database.read(request.shop, [&](store::Tx& tx) {
        return booking ? businesses_of(tx, house_, booking->person, visit.actor, visit.openings)
                       : find_business(tx, house_, PersonId{*named}, visit.actor, visit.openings);
    });
}

http::Response InvoiceDesk::gone(http::Request& request, const staff::Account& account, const Error& error) const {
    return desk_.error(request, account, http_status(error.code), desk_.say(request, "Not found"), error.message);
}

// What was booked, for whom; opened for the accounts (policy P3), which know neither plate nor messages.
http::Response InvoiceDesk::draw_up(http::Request& request, const staff::Account& account) const {
    const auto booking = booking_of(request);
    if (is_of_booking(request) && !booking)
        return gone(request, account, {ErrorCode::not_found, "not_found", "There is no such booking", ""});
    TypedInvoice typed;
    if (const auto business = request.query.find("business"); business && !booking) typed.buyer_kind = *business;
    if (booking) {
        const auto timetable = bookings_.timetable(request.shop);
        const auto& zone = timetable->rules.zone;
        auto& visit = shop::visit_of(request);
        auto language = Language::nl;
        house_.database.read(request.shop, [&](store::Tx& tx) {
            if (privacy::is_restricted(tx, booking->person)) return false;
            const auto record = customers::load(tx, house_.vault, booking->person);
            const auto warrant =
                house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {booking->person}, visit.openings);
            if (!record || !warrant) return false;
            language = record->language;
            typed.name = record->name.open_if_covered(*warrant).value_or("");
            return true;
        });
        const auto* service = scheduling::find_service(timetable->catalogue, booking->service);
        const auto size = scheduling::name_of(timetable->sizes, booking->size, house_.messages, language);
        typed.language = code(language);
        typed.supplied_on = format_date(date_of(zone.to_local(std::min(booking->span.start, house_.clock.now()))));
        auto price = booking->price.decimal();
        if (request.language == Language::nl) std::ranges::replace(price, '.', ',');
        for (const auto& deposit :
             house_.database.read(request.shop, [&](store::Tx& tx) { return open_deposits_of(tx, booking->id); }))
            typed.deposits += (typed.deposits.empty() ? "" : ", ") + deposit.number;
        if (request.query.find("charge").value_or("") == "deposit") {
            typed.charge = "deposit";
            typed.deposits.clear();
            price.clear();
        }
        typed.lines.push_back({(service ? service->name(language) : booking->service) + " (" + size + ")", "1", price,
                               std::string(invoicing::code(settings(request).usual_vat())),
                               std::string(invoicing::code(invoicing::Unit::piece)), ""});
    }
    return form_page(request, account, typed, booking, {});
}

http::Response InvoiceDesk::form_page(http::Request& request, const staff::Account& account, const TypedInvoice& typed,
                                      const std::optional<booking::Booking>& booking, const Errors& errors) const {
    http::Dict values;
    const auto fields = beside_fields(errors);
    desk_.show_errors(request, values, fields);
    const auto offered = businesses(request, booking);
    const bool is_named = !booking && !offered.empty();
    values.set("ACTION",
               request.path + (is_named ? "?business=" + std::to_string(offered.front().record.value()) : ""));
    values.show("TAKES_DEPOSITS");
    show_businesses(values, typed, offered);
    if (booking)
        values.add("OF_BOOKING")
            .set("URL", "/desk/bookings/" + booking->reference)
            .set("REFERENCE", booking::display_reference(booking->reference));
    show_invoice_form(values, typed, fields, settings(request),
                      [&](std::string_view english) { return desk_.say(request, english); });
    return desk_.page(request, account, "desk_invoice_new.html", values,
                      {.title = desk_.say(request, "New invoice"),
                       .description = "",
                       .section = "accounts",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response InvoiceDesk::issue(http::Request& request, const staff::Account& account) const {
    const auto booking = booking_of(request);
    if (is_of_booking(request) && !booking)
        return gone(request, account, {ErrorCode::not_found, "not_found", "There is no such booking", ""});
    auto typed = typed_from(request.form());
    if (asks_for_more_lines(request.form())) return form_page(request, account, typed, booking, {});
    auto chosen = settings(request);
    if (is_known_business(typed))
        if (auto filled = fill_in_business(typed, chosen, businesses(request, booking)); !filled)
            return form_page(request, account, typed, booking, {filled.error()});
    const auto today = date_of(house_.shops.zone(request.shop).to_local(house_.clock.now()));
    auto draft = draft_from(typed, seller_of(house_.shops.load(request.shop), chosen.iban), chosen, today);
    if (!draft) return form_page(request, account, typed, booking, draft.error());
    auto deposits = load_deposits(request, typed);
    if (!deposits) return form_page(request, account, typed, booking, {deposits.error()});
    draft->deposits = std::move(*deposits);
    About about{.person = {},
                .booking = {},
                .corrects = {},
                .language = from_code(typed.language).value_or(Language::nl),
                .charge = typed.charge == "deposit" ? bookkeeping::Charge::deposit : bookkeeping::Charge::supply};
    if (booking) {
        about.person = booking->person;
        about.booking = booking->id;
        if (also_)
            about.also = [&, id = booking->id](store::Tx& tx, const Document& document, Money gross) {
                return also_(tx, id, document, gross, shop::visit_of(request).actor);
            };
    }
    const auto document = issue_invoice(house_, request.shop, std::move(*draft), about);
    if (!document) return form_page(request, account, typed, booking, document.error());
    return http::redirect_see_other(url_of(document->id));
}

Result<InvoiceDesk::Issued> InvoiceDesk::load_issued(http::Request& request) const {
    auto& visit = shop::visit_of(request);
    const DocumentId id{parse_whole(request.path_parameters.at("document")).value_or(0)};
    return house_.database.read(request.shop, [&](store::Tx& tx) -> Result<Issued> {
        const auto document = find(tx, id);
        const auto row = find_invoice(tx, id);
        if (!document || !row) return refuse(ErrorCode::not_found, "not_found", "This document is not there any more.");
        const auto warrant =
            house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {document->person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        auto invoice = load_invoice(tx, house_.vault, *document, *warrant);
        if (!invoice) return tl::unexpected(invoice.error());
        Issued issued{*document, *row, std::move(*invoice), {}, {}, {}, false, {}, {}};
        if (row->corrects) issued.corrects = find(tx, *row->corrects);
        for (const auto& each : credits_of(tx, id))
            if (auto credit = find(tx, each.document)) {
                auto note = load_invoice(tx, house_.vault, *credit, *warrant);
                if (!note) return tl::unexpected(note.error());
                issued.notes.push_back(std::move(*note));
                issued.credits.push_back(std::move(*credit));
            }
        const auto& number = issued.invoice.content().number;
        issued.is_deposit = bookkeeping::is_deposit(tx, number);
        issued.deposit_left = bookkeeping::deposit_left(tx, number);
        const auto& content = issued.invoice.content();
        issued.open = bookkeeping::open_amount(tx, content.corrects ? content.corrects->number : content.number);
        return issued;
    });
}

http::Response InvoiceDesk::show(http::Request& request, const staff::Account& account) const {
    return issued_page(request, account, {});
}

http::Response InvoiceDesk::issued_page(http::Request& request, const staff::Account& account,
                                        const Errors& errors) const {
    const auto issued = load_issued(request);
    if (!issued) return gone(request, account, issued.error());
    const auto& [document, row, invoice, corrects, credits, notes, is_deposit, deposit_left, open] = *issued;
    const auto& content = invoice.content();
    const auto& totals = invoice.totals();
    const auto money = [&](Money amount) { return amount.display(request.language); };
    http::Dict values;
    desk_.show_errors(request, values, errors);
    values.show(content.kind == invoicing::Kind::invoice ? "IS_INVOICE" : "IS_CREDIT");
    values.set("NUMBER", document.number).set("DATE", format_long_date(document.issued_on, request.language));
    values.set("BUYER", content.buyer.name).set("GROSS", money(totals.gross)).set("PAYABLE", money(totals.payable));
    const auto until = std::chrono::floor<std::chrono::days>(document.held_until());
    values.set("RELEASE", format_long_date(until, request.language));
    values.set("PDF_URL", url_of(document.id) + "/pdf");
    values.set("PAYMENTS_URL", "/desk/payments/of/" + std::to_string(document.id.value()));
    values.show(open == Money{} ? "IS_PAID" : open > Money{} ? "IS_OPEN" : "IS_OWED");
    values.set("OPEN", money(open < Money{} ? -open : open));
    values.set("UBL_URL", url_of(document.id) + "/ubl");
    if (invoicing::widest_profile(invoice) != invoicing::Profile::en16931)
        values.add("AS_NLCIUS").set("URL", url_of(document.id) + "/ubl?profile=nlcius");
    for (std::size_t n = 0; n < content.lines.size(); ++n)
        values.add("LINE").set("DESCRIPTION", content.lines[n].description).set("AMOUNT", money(totals.lines[n].shown));
    for (const auto& rate : totals.rates)
        values.add("RATE")
            .set("LABEL", desk_.say(request, label(rate.treatment)))
            .set("TAXABLE", money(rate.taxable))
            .set("VAT", money(rate.vat));
    if (totals.prepaid != Money{}) values.add("PREPAID").set("AMOUNT", money(totals.prepaid));
    if (corrects) values.add("CORRECTS").set("URL", url_of(corrects->id)).set("NUMBER", corrects->number);
    for (const auto& credit : credits)
        values.add("CREDITED").set("URL", url_of(credit.id)).set("NUMBER", credit.number);
    if (is_deposit) {
        auto& deposit = values.add("IS_DEPOSIT");
        if (deposit_left > Money{})
            deposit.add("LEFT").set("AMOUNT", money(deposit_left));
        else
            deposit.show("TAKEN");
    }
    if (!corrects && credits.empty()) values.add("CAN_CREDIT").set("URL", url_of(document.id) + "/credit");
    const auto left = invoicing::left_of(invoice, notes);
    if (!corrects && !is_deposit && std::ranges::any_of(left, [](std::int64_t one) { return one > 0; }))
        values.add("CAN_CREDIT_PART").set("URL", url_of(document.id) + "/credit/part");
    return desk_.page(request, account, "desk_invoice.html", values,
                      {.title = document.number,
                       .description = "",
                       .section = "accounts",
                       .personal = true,
                       .form = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response InvoiceDesk::credit(http::Request& request, const staff::Account& account) const {
    const auto issued = load_issued(request);
    if (!issued) return gone(request, account, issued.error());
    const auto& document = issued->document;
    if (issued->corrects)
        return issued_page(request, account,
                           {{ErrorCode::conflict, "above_invoice", "A credit note is not credited itself.", ""}});
    const About about{.person = document.person,
                      .booking = issued->row.booking,
                      .corrects = document.id,
                      .language = request.language,
                      .charge = issued->is_deposit ? bookkeeping::Charge::deposit : bookkeeping::Charge::supply};
    const auto draft = invoicing::credit_of(issued->invoice, issued->invoice.content().number, document.issued_on);
    const auto credited = issue_invoice(house_, request.shop, draft, about);
    if (!credited) return issued_page(request, account, credited.error());
    return http::redirect_see_other(url_of(credited->id));
}

http::Response InvoiceDesk::ubl(http::Request& request, const staff::Account& account) const {
    const auto wanted = request.query.find("profile");
    if (!wanted) return file(request, account, "application/xml", ".xml", load_ubl);
    const auto profile = invoicing::find_profile(*wanted);
    if (!profile)
        return gone(request, account,
                    {ErrorCode::not_found, "unknown_profile", "There is no such profile of UBL.", "profile"});
    const auto load = [&](store::Tx& tx, privacy::Vault& vault, const Document& document, const ForBooks& warrant) {
        return load_ubl_as(tx, vault, document, *profile, warrant);
    };
    return file(request, account, "application/xml", "-" + std::string(code(*profile)) + ".xml", load);
}

http::Response InvoiceDesk::pdf(http::Request& request, const staff::Account& account) const {
    return file(request, account, "application/pdf", ".pdf", open_content);
}

http::Response InvoiceDesk::file(http::Request& request, const staff::Account& account, std::string_view type,
                                 std::string_view ending, const Load& load) const {
    auto& visit = shop::visit_of(request);
    const DocumentId id{parse_whole(request.path_parameters.at("document")).value_or(0)};
    std::string name;
    const auto content = house_.database.read(request.shop, [&](store::Tx& tx) -> Result<std::string> {
        const auto document = find(tx, id);
        if (!document || !find_invoice(tx, id))
            return refuse(ErrorCode::not_found, "not_found", "This document is not there any more.");
        name = file_name(*document, ending);
        const auto warrant =
            house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {document->person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        return load(tx, house_.vault, *document, *warrant);
    });
    if (!content) return gone(request, account, content.error());
    return http::download(*content, type, name);
}

}  // namespace autojet::accounts
