#include <algorithm>

#include "base/text.hpp"
#include "registers/registers.hpp"
#include "shop/visit.hpp"

namespace autojet::registers {

namespace {

const std::string base = "/desk/registers/breaches";

BreachFields fields_of(const http::Form& form) {
    BreachFields fields{.aware_date = form.readable("aware_date"),
                        .aware_time = form.readable("aware_time"),
                        .began = form.readable("began"),
                        .ended = form.readable("ended"),
                        .whose = form.readable("whose"),
                        .nature = form.readable("nature"),
                        .people = form.readable("people"),
                        .records = form.readable("records"),
                        .consequences = form.readable("consequences"),
                        .measures = form.readable("measures"),
                        .contact = form.readable("contact"),
                        .risk = form.readable("risk"),
                        .delay = form.readable("delay"),
                        .categories = {}};
    for (const auto name : form.all("categories")) fields.categories.emplace_back(name);
    return fields;
}

std::string number_text(std::int64_t number) {
    return number == 0 ? std::string{} : std::to_string(number);
}

BreachFields fields_of(const Breach& breach, const Zone& zone) {
    const auto aware = zone.to_local(breach.aware);
    BreachFields fields{.aware_date = format_date(date_of(aware)),
                        .aware_time = format_time_of_day(aware),
                        .began = format_date(breach.began),
                        .ended = format_date(breach.ended),
                        .whose = std::string(code(breach.whose)),
                        .nature = breach.nature,
                        .people = number_text(breach.people),
                        .records = number_text(breach.records),
                        .consequences = breach.consequences,
                        .measures = breach.measures,
                        .contact = breach.contact,
                        .risk = std::string(code(breach.risk)),
                        .delay = breach.delay,
                        .categories = {}};
    for (const auto category : policy::all_categories)
        if (breach.categories.test(static_cast<std::size_t>(category)))
            fields.categories.emplace_back(policy::name_of(category));
    return fields;
}

void fill_in(http::Dict& values, const BreachFields& fields) {
    values.set("AWARE_DATE_VALUE", fields.aware_date).set("AWARE_TIME_VALUE", fields.aware_time);
    values.set("BEGAN_VALUE", fields.began).set("ENDED_VALUE", fields.ended);
    values.set("NATURE_VALUE", fields.nature).set("PEOPLE_VALUE", fields.people);
    values.set("RECORDS_VALUE", fields.records).set("CONSEQUENCES_VALUE", fields.consequences);
    values.set("MEASURES_VALUE", fields.measures).set("CONTACT_VALUE", fields.contact);
    values.set("DELAY_VALUE", fields.delay);
}

}  // namespace

void Registers::add_breach_routes(http::Router& router) const {
    using http::Method;
    const std::string one = base + "/{breach}";
    router.add(Method::get, base, for_staff(&Registers::show_breaches));
    router.add(Method::post, base, for_staff(&Registers::add_breach));
    router.add(Method::get, base + "/new", for_staff(&Registers::show_breach_form));
    router.add(Method::get, one, for_staff(&Registers::show_breach));
    router.add(Method::get, one + "/notification", for_staff(&Registers::show_breach_notice));
    router.add(Method::get, one + "/people", for_staff(&Registers::show_breach_people));
    router.add(Method::post, one + "/facts", for_staff(&Registers::change_breach));
    router.add(Method::post, one + "/report", for_staff(&Registers::report_breach));
    router.add(Method::post, one + "/dismissal", for_staff(&Registers::dismiss_breach));
    router.add(Method::post, one + "/telling", for_staff(&Registers::tell_breach));
}

std::optional<Breach> Registers::breach_of(const Request& request) const {
    const auto number = parse_whole(request.path_parameters.at("breach"));
    if (!number) return std::nullopt;
    return house_.database.read(request.shop, [&](store::Tx& tx) { return find_breach(tx, BreachId{*number}); });
}

http::Response Registers::show_breaches(Request& request, const Account& account) const {
    http::Dict values;
    const auto all = house_.database.read(request.shop, [](store::Tx& tx) { return all_breaches(tx); });
    if (all.empty()) values.show("NOTHING");
    for (const auto& breach : all) {
        auto& line = values.add("BREACH");
        line.set("URL", base + "/" + std::to_string(breach.id.value())).set("AWARE", when(request, breach.aware));
        line.set("NATURE", breach.nature).set("DECISION", say(request, label(breach.decision)));
        line.set("DETAIL", breach.decision == Decision::open ? clock_words(request, breach) : breach.reason);
        line.set("PEOPLE", breach.people).set("RISK", say(request, label(breach.risk)));
        if (breach.is_overdue(house_.clock.now())) line.show("OVERDUE");
    }
    return page(request, account, "breaches.html", values, "Data breaches");
}

http::Response Registers::show_breach_form(Request& request, const Account& account) const {
    const auto& shop = house_.shops.load(request.shop);
    const auto now = house_.shops.zone(request.shop).to_local(house_.clock.now());
    BreachFields fields;
    fields.aware_date = format_date(date_of(now));
    fields.aware_time = format_time_of_day(now);
    fields.contact = shop.phone + ", " + shop.email;
    fields.risk = code(Risk::some);
    return breach_page(request, account, std::nullopt, fields, {});
}

http::Response Registers::add_breach(Request& request, const Account& account) const {
    const auto fields = fields_of(request.form());
    Errors errors;
    const auto breach = check(fields, house_.shops.zone(request.shop), house_.clock.now(), errors);
    if (!breach) return breach_page(request, account, std::nullopt, fields, errors);
    const auto id = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<BreachId> {
        return add(tx, *breach, shop::visit_of(request).actor);
    });
    return http::redirect_see_other(base + "/" + std::to_string(id->value()));
}

http::Response Registers::show_breach(Request& request, const Account& account) const {
    const auto breach = breach_of(request);
    if (!breach) return not_found(request, account);
    return breach_page(request, account, breach, fields_of(*breach, house_.shops.zone(request.shop)), {});
}

http::Response Registers::change_breach(Request& request, const Account& account) const {
    const auto known = breach_of(request);
    if (!known) return not_found(request, account);
    const auto fields = fields_of(request.form());
    Errors errors;
    auto breach = check(fields, house_.shops.zone(request.shop), house_.clock.now(), errors);
    if (!breach) return breach_page(request, account, known, fields, errors);
    breach->id = known->id;
    const auto done = house_.database.write(
        request.shop, [&](store::Tx& tx) { return change(tx, *breach, shop::visit_of(request).actor); });
    return after_decision(request, account, *breach, done);
}

http::Response Registers::report_breach(Request& request, const Account& account) const {
    const auto breach = breach_of(request);
    if (!breach) return not_found(request, account);
    return after_decision(request, account, *breach, house_.database.write(request.shop, [&](store::Tx& tx) {
        return report(tx, breach->id, request.form().text("reference"), shop::visit_of(request).actor);
    }));
}

http::Response Registers::dismiss_breach(Request& request, const Account& account) const {
    const auto breach = breach_of(request);
    if (!breach) return not_found(request, account);
    return after_decision(request, account, *breach, house_.database.write(request.shop, [&](store::Tx& tx) {
        return dismiss(tx, breach->id, request.form().text("reason"), shop::visit_of(request).actor);
    }));
}

http::Response Registers::tell_breach(Request& request, const Account& account) const {
    const auto breach = breach_of(request);
    if (!breach) return not_found(request, account);
    return after_decision(request, account, *breach, house_.database.write(request.shop, [&](store::Tx& tx) {
        return mark_told(tx, breach->id, shop::visit_of(request).actor);
    }));
}

http::Response Registers::after_decision(Request& request, const Account& account, const Breach& breach,
                                         const Result<void>& done) const {
    if (done) return http::redirect_see_other(base + "/" + std::to_string(breach.id.value()));
    return breach_page(request, account, breach, fields_of(breach, house_.shops.zone(request.shop)), {done.error()});
}

http::Response Registers::breach_page(Request& request, const Account& account, const std::optional<Breach>& breach,
                                      const BreachFields& fields, const Errors& errors) const {
    http::Dict values;
    fill_in(values, fields);
    const auto choice = [&](std::string_view section, std::string_view value, const std::string& text, bool chosen) {
        auto& each = values.add(section);
        each.set("VALUE", value).set("LABEL", text);
        if (chosen) each.show("CHOSEN");
    };
    for (const auto who_opened : all_who)
        choice("WHOSE", code(who_opened), say(request, label(who_opened)), code(who_opened) == fields.whose);
    for (const auto risk : all_risks) choice("RISK", code(risk), say(request, label(risk)), code(risk) == fields.risk);
    const auto in_force = house_.policies.of(request.shop);
    for (const auto& row : in_force->model.categories)
        choice("CATEGORY", row.name, row.title.in(request.language),
               std::ranges::find(fields.categories, row.name) != fields.categories.end());
    desk_.show_errors(request, values, errors);
    const std::string here = base + (breach ? "/" + std::to_string(breach->id.value()) : "");
    values.set("FORM_URL", breach ? here + "/facts" : here);
    if (breach) {
        auto& known = values.add("KNOWN");
        known.set("URL", here).set("CLOCK", clock_words(request, *breach));
        known.set("DEADLINE", when(request, breach->deadline())).set("DECISION", say(request, label(breach->decision)));
        known.set("REASON", breach->reason);
        desk_.show_errors(request, known, errors);
        if (breach->is_overdue(house_.clock.now())) known.show("OVERDUE");
        if (breach->decision == Decision::open) known.show("OPEN");
        if (breach->risk == Risk::high && !breach->told) known.show("MUST_TELL");
        if (breach->told) known.add("TOLD").set("TIME", when(request, *breach->told));
    } else {
        values.show("NEW");
    }
    return page(request, account, "breach.html", values, "Data breach", errors.empty() ? 200 : 422);
}

}  // namespace autojet::registers
