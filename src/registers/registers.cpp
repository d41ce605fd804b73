#include "registers/registers.hpp"

#include "registers/changes.hpp"
#include "registers/overdue.hpp"

namespace autojet::registers {

namespace {

constexpr std::chrono::hours a_day{24};

}  // namespace

Module Registers::module() const {
    const auto add_routes = [this](http::Router& router) {
        using http::Method;
        router.add(Method::get, "/desk/registers", for_staff(&Registers::index));
        router.add(Method::get, "/desk/registers/ledger", for_staff(&Registers::show_ledger));
        router.add(Method::get, "/desk/registers/recipients", for_staff(&Registers::show_recipients));
        router.add(Method::get, "/desk/registers/recipients/{recipient}", for_staff(&Registers::show_recipient));
        router.add(Method::post, "/desk/registers/recipients/{recipient}/facts",
                   for_staff(&Registers::write_recipient));
        add_handover_routes(router);
        add_breach_routes(router);
        add_processing_routes(router);
    };
    const auto forget = [this](ShopId shop) {
        const auto in_force = house_.policies.of(shop);
        house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
            forget_changes(tx, in_force->published);
            forget_breaches(tx, in_force->published);
            forget_handovers(tx, house_.vault, in_force->published);
            forget_disclosures_of_nobody(tx, house_.vault);
            return {};
        });
    };
    return {.name = "registers",
            .add_routes = add_routes,
            .jobs = {{"forget old register entries", a_day, forget}},
            .holders = {{.name = "registers", .knows = knows_decider}},
            .observers = {{.name = "recipients",
                           .look = [this](store::Tx& tx) { return look_at_recipients(tx, *house_.policies.of(tx)); }},
                          {.name = "breaches", .look = look_at_breaches}},
            .overdue = overdue,
            .to_dos = [this](store::Tx& tx, Language language) { return to_dos(tx, language); }};
}

http::Handler Registers::for_staff(Page answer) const {
    return desk_.guarded(
        [this, answer](Request& request, const Account& account) { return (this->*answer)(request, account); });
}

http::Response Registers::index(Request& request, const Account& account) const {
    http::Dict values;
    if (may(account.role, staff::Part::registers)) {
        auto& owner = values.add("OWNER");
        const auto waiting =
            house_.database.read(request.shop, [&](store::Tx& tx) { return to_dos(tx, request.language); });
        show_to_dos(request, owner, waiting);
    }
    return page(request, account, "registers.html", values, "Registers");
}

void Registers::show_to_dos(const Request& request, http::Dict& values, const std::vector<ToDo>& waiting) const {
    if (waiting.empty()) values.show("NOTHING");
    for (const auto& to_do : waiting) {
        auto& line = values.add("TO_DO");
        line.set("WHAT", to_do.what).set("URL", to_do.url);
        line.set("DUE", to_do.due ? day(request, *to_do.due) : say(request, "soon"));
        if (to_do.overdue) line.show("OVERDUE");
    }
}

http::Response Registers::page(Request& request, const Account& account, std::string_view template_name,
                               http::Dict& values, std::string_view title, int status) const {
    values.set("PRINTED", when(request, house_.clock.now()));
    return desk_.page(request, account, template_name, values,
                      {.title = say(request, title), .description = "", .personal = true, .status = status});
}

http::Response Registers::not_found(Request& request, const Account& account) const {
    return desk_.error(request, account, 404, "Not found", "This is not in the register.");
}

std::string Registers::say(const Request& request, std::string_view english) const {
    return desk_.say(request, english);
}

std::string Registers::titles(const Request& request, const policy::Categories& categories) const {
    const auto in_force = house_.policies.of(request.shop);
    std::string words;
    for (const auto category : policy::all_categories) {
        if (!categories.test(static_cast<std::size_t>(category))) continue;
        const auto* row = policy::find(in_force->model.categories, policy::name_of(category));
        words.append(words.empty() ? "" : ", ");
        words.append(row ? row->title.in(request.language) : std::string(policy::name_of(category)));
    }
    return words;
}

std::string Registers::day(const Request& request, Instant instant) const {
    const auto date = date_of(house_.shops.zone(request.shop).to_local(instant));
    return format_short_date(date, request.language) + " " + std::to_string(static_cast<int>(date.year()));
}

std::string Registers::when(const Request& request, Instant instant) const {
    return day(request, instant) + ", " + format_time_of_day(house_.shops.zone(request.shop).to_local(instant));
}

}  // namespace autojet::registers
