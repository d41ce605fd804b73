#include "booking/reference.hpp"
#include "quotes/quote_desk.hpp"
#include "shop/visit.hpp"
#include "workshop/agreed.hpp"

namespace autojet::quotes {

namespace {

using policy::Purpose;

std::string url_of(accounts::DocumentId document) {
    return "/desk/invoices/" + std::to_string(document.value());
}

}  // namespace

void OrderInvoiceDesk::add_routes(http::Router& router) const {
    using http::Method;
    router.add(Method::get, "/desk/invoices/of-order/{reference}", guarded(&OrderInvoiceDesk::show));
    router.add(Method::post, "/desk/invoices/of-order/{reference}", guarded(&OrderInvoiceDesk::issue));
}

http::Handler OrderInvoiceDesk::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        const auto reference = booking::reference_from(request.path_parameters.at("reference"));
        const auto order = house_.database.read(
            request.shop, [&](store::Tx& tx) { return workshop::find_by_reference(tx, reference); });
        if (!order)
            return desk_.error(request, account, 404, desk_.say(request, "There is no such work order"),
                               desk_.say(request, "This work order is not there any more."));
        return (this->*handler)(request, account, *order);
    });
}

http::Response OrderInvoiceDesk::show(http::Request& request, const staff::Account& account,
                                      const WorkOrder& order) const {
    accounts::TypedInvoice typed;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        auto& visit = shop::visit_of(request);
        const auto warrant = house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {order.person}, visit.openings);
        const auto record = customers::load(tx, house_.vault, order.person);
        if (!warrant || !record) return false;
        typed.name = record->name.open_if_covered(*warrant).value_or("");
        typed.language = autojet::code(record->language);
        return true;
    });
    return page(request, account, order, typed, {});
}

http::Response OrderInvoiceDesk::page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                                      const accounts::TypedInvoice& typed, const Errors& errors) const {
    auto& visit = shop::visit_of(request);
    http::Dict values;
    Errors all = errors;
    values.set("ACTION", request.path).set("QUOTE_URL", "/desk/orders/" + order.reference + "/quote");
    values.set("REFERENCE", booking::display_reference(order.reference));
    house_.database.read(request.shop, [&](store::Tx& tx) {
        if (const auto there = find_invoice(tx, order.id)) {
            values.add("INVOICED").set("URL", url_of(*there));
            return false;
        }
        const auto warrant = house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {order.person}, visit.openings);
        const auto bill = warrant ? draw_up(tx, house_, order, *warrant) : tl::unexpected(warrant.error());
        if (!bill) {
            if (all.empty()) all.push_back(bill.error());
            if (bill.error().reason == workshop::above_agreed) values.show("ABOVE");
            return false;
        }
        auto& form = values.add("FORM");
        const auto money = [&](Money amount) { return amount.display(request.language); };
        const auto totals = workshop::add_up(order.basis, bill->amounts).value();
        for (std::size_t n = 0; n < bill->lines.size(); ++n)
            form.add("LINE").set("DESCRIPTION", bill->lines[n].description).set("AMOUNT", money(totals.lines[n].shown));
        if (bill->discount != Money{}) form.add("DISCOUNT").set("AMOUNT", money(bill->discount));
        form.set("GROSS", money(bill->gross));
        if (order.basis == invoicing::PriceBasis::excluding_vat) form.show("EXCLUDING");
        auto& parties = form.add("PARTIES");
        accounts::show_invoice_form(parties, typed, errors, accounts::load_settings(tx),
                                    [&](std::string_view english) { return desk_.say(request, english); });
        accounts::show_businesses(parties, typed,
                                  accounts::businesses_of(tx, house_, order.person, visit.actor, visit.openings));
        return true;
    });
    desk_.show_errors(request, values, all);
    return desk_.page(request, account, "desk_order_invoice.html", values,
                      {.title = desk_.say(request, "New invoice"),
                       .description = "",
                       .section = "orders",
                       .personal = true,
                       .form = true,
                       .status = all.empty() ? 200 : http_status(all.front().code)});
}

http::Response OrderInvoiceDesk::issue(http::Request& request, const staff::Account& account,
                                       const WorkOrder& order) const {
    auto& visit = shop::visit_of(request);
    auto typed = accounts::typed_from(request.form());
    typed.lines.clear();
    std::string name;
    auto language = Language::nl;
    const auto bill = house_.database.read(request.shop, [&](store::Tx& tx) -> Result<Bill> {
        const auto warrant = house_.gate.warrant<Purpose::legal_duty>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto record = customers::load(tx, house_.vault, order.person);
        if (!record) return tl::unexpected(record.error());
        name = record->name.open_if_covered(*warrant).value_or("");
        language = record->language;
        return draw_up(tx, house_, order, *warrant);
    });
    // One tap on the page of the order brings no fields: to the customer, by card.
    if (!request.form().has("buyer_kind")) {
        typed = {};
        typed.name = name;
        typed.language = autojet::code(language);
    }
    if (!bill) return page(request, account, order, typed, {bill.error()});
    auto settings = house_.database.read(request.shop, accounts::load_settings);
    if (accounts::is_known_business(typed)) {
        const auto offered = house_.database.read(request.shop, [&](store::Tx& tx) {
            return accounts::businesses_of(tx, house_, order.person, visit.actor, visit.openings);
        });
        if (auto filled = accounts::fill_in_business(typed, settings, offered); !filled)
            return page(request, account, order, typed, accounts::beside_fields({filled.error()}));
    }
    const auto today = date_of(house_.shops.zone(request.shop).to_local(house_.clock.now()));
    auto parties = accounts::draft_from(typed, accounts::seller_of(house_.shops.load(request.shop), settings.iban),
                                        settings, today);
    if (!parties) return page(request, account, order, typed, accounts::beside_fields(parties.error()));
    const auto issued = quotes::issue(house_, request.shop, *bill, std::move(*parties),
                                      from_code(typed.language).value_or(language), shop::visit_of(request).actor);
    if (!issued) return page(request, account, order, typed, accounts::beside_fields(issued.error()));
    return http::redirect_see_other(url_of(*issued));
}

}  // namespace autojet::quotes
