#include <algorithm>

#include "base/text.hpp"
#include "registers/registers.hpp"
#include "registers/words.hpp"
#include "shop/visit.hpp"

namespace autojet::registers {

namespace {

HandoverId id_from(const http::Request& request) {
    return HandoverId{parse_whole(request.path_parameters.at("handover")).value_or(0)};
}

HandoverFields fields_of(const http::Form& form) {
    HandoverFields fields{.authority = form.readable("authority"),
                          .basis = form.readable("basis"),
                          .from = form.readable("from"),
                          .until = form.readable("until"),
                          .decided_by = form.readable("decided_by"),
                          .people = form.readable("people"),
                          .categories = {}};
    for (const auto name : form.all("categories")) fields.categories.emplace_back(name);
    return fields;
}

}  // namespace

void Registers::add_handover_routes(http::Router& router) const {
    using http::Method;
    const std::string base = "/desk/registers/handovers";
    router.add(Method::get, base, for_staff(&Registers::show_handovers));
    router.add(Method::post, base, for_staff(&Registers::add_handover));
    router.add(Method::get, base + "/{handover}", for_staff(&Registers::show_handover));
    router.add(Method::post, base + "/{handover}/copies", for_staff(&Registers::copy_handover));
}

http::Response Registers::show_handovers(Request& request, const Account& account) const {
    return handovers_page(request, account, {}, {});
}

http::Response Registers::handovers_page(Request& request, const Account& account, const HandoverFields& fields,
                                         const Errors& errors) const {
    http::Dict values;
    values.set("AUTHORITY_VALUE", fields.authority).set("BASIS_VALUE", fields.basis);
    values.set("FROM_VALUE", fields.from).set("UNTIL_VALUE", fields.until);
    values.set("DECIDED_BY_VALUE", fields.decided_by).set("PEOPLE_VALUE", fields.people);
    const auto in_force = house_.policies.of(request.shop);
    for (const auto category : policy::all_categories) {
        if (!in_force->published.allows(policy::Purpose::legal_duty, category)) continue;
        const auto name = std::string(policy::name_of(category));
        auto& choice = values.add("CATEGORY");
        choice.set("VALUE", name)
            .set("LABEL", policy::find(in_force->model.categories, name)->title.in(request.language));
        if (std::ranges::find(fields.categories, name) != fields.categories.end()) choice.show("CHOSEN");
    }
    desk_.show_errors(request, values, errors);
    const auto all = house_.database.read(request.shop, [&](store::Tx& tx) { return all_handovers(tx, house_.vault); });
    if (all.empty()) values.show("NOTHING");
    for (const auto& handover : all)
        values.add("HANDOVER")
            .set("URL", "/desk/registers/handovers/" + std::to_string(handover.id.value()))
            .set("TIME", day(request, handover.at))
            .set("AUTHORITY", handover.authority)
            .set("BASIS", handover.basis)
            .set("PEOPLE", handover.people);
    return page(request, account, "handovers.html", values, "Handovers to authorities", errors.empty() ? 200 : 422);
}

http::Response Registers::add_handover(Request& request, const Account& account) const {
    const auto fields = fields_of(request.form());
    Errors errors;
    HandoverId id;
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        errors.clear();
        if (const auto made = check(tx, house_.vault, *house_.policies.of(tx), fields, errors))
            id = add(tx, house_.vault, *made, shop::visit_of(request).actor);
        return {};
    });
    if (!errors.empty()) return handovers_page(request, account, fields, errors);
    return http::redirect_see_other("/desk/registers/handovers/" + std::to_string(id.value()));
}

http::Response Registers::show_handover(Request& request, const Account& account) const {
    auto& visit = shop::visit_of(request);
    http::Dict values;
    const bool found = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto handover = find_handover(tx, house_.vault, id_from(request));
        if (!handover) return false;
        values.set("AUTHORITY", handover->authority).set("BASIS", handover->basis);
        values.set("TIME", when(request, handover->at)).set("PEOPLE", handover->people);
        values.set("COPIES", handover->copies).set("CATEGORIES", titles(request, handover->categories));
        values.set("FROM", handover->from ? text_of(handover->from) : say(request, "the beginning"));
        values.set("UNTIL", handover->until ? text_of(handover->until) : say(request, "today"));
        values.set("URL", "/desk/registers/handovers/" + std::to_string(handover->id.value()) + "/copies");
        const auto warrant =
            house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {handover->account}, visit.openings);
        values.set("DECIDED_BY", handover->decided_by && warrant ? handover->decided_by->open(*warrant)
                                                                 : say(request, "no longer known"));
        return true;
    });
    if (!found) return not_found(request, account);
    return page(request, account, "handover.html", values, "Handover");
}

http::Response Registers::copy_handover(Request& request, const Account& account) const {
    auto& visit = shop::visit_of(request);
    std::optional<Handover> handover;
    const auto people = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<std::vector<HandedOver>> {
        handover = find_handover(tx, house_.vault, id_from(request));
        if (!handover) return not_in_register();
        return hand_over(tx, house_, slices_, *handover, visit.actor, visit.openings);
    });
    if (!people)
        return desk_.error(request, account, http_status(people.error().code), "Nothing is handed over",
                           people.error().message);
    const auto& shop = house_.shops.load(request.shop);
    if (request.form().text("format") == "json")
        return http::download(http::write_json(to_json(*handover, *people, shop, house_.clock.now())),
                              "application/json", "handover.json");
    http::Dict values;
    values.set("AUTHORITY", handover->authority).set("BASIS", handover->basis);
    if (people->empty()) values.show("NOTHING");
    for (const auto& person : *people) {
        auto& one = values.add("PERSON");
        for (const auto& record : person.records) {
            auto& part = one.add("RECORD");
            part.set("TITLE", say(request, record.title)).set("NUMBER", record.number);
            for (const auto& value : record.values)
                part.add("VALUE").set("LABEL", say(request, value.label)).set("TEXT", value.value);
        }
    }
    return page(request, account, "handover_copy.html", values, "Handover");
}

}  // namespace autojet::registers
