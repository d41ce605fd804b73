#include <algorithm>

#include "settings/departures.hpp"
#include "settings/kinds.hpp"
#include "settings/picture.hpp"
#include "settings/settings_desk.hpp"
#include "staff/workforce.hpp"

namespace autojet::settings {

SettingsDesk::SettingsDesk(const House& house, booking::Bookings& bookings, const staff::Desk& desk)
    : house_(house), bookings_(bookings), desk_(desk), settings_(all_settings()) {}

Module SettingsDesk::module() {
    const auto forget = [this](ShopId shop) {
        const auto in_force = house_.policies.of(shop);
        (void)house_.database.write(
            shop, [&](store::Tx& tx) -> Result<std::int64_t> { return forget_changes(tx, in_force->published); });
    };
    return {.name = "settings",
            .add_routes = [this](http::Router& router) { add_routes(router); },
            .jobs = {{"forget old changes of settings", std::chrono::hours{24}, forget},
                     {"close accounts of who has left", std::chrono::minutes{15},
                      [this](ShopId shop) { close_departed(house_, shop); }}},
            .overdue = settings::overdue};
}

void SettingsDesk::add_routes(http::Router& router) {
    using http::Method;
    const auto get = [&](const std::string& at, Page page) {
        router.add(Method::get, "/desk/settings" + at, guarded(page));
    };
    const auto post = [&](const std::string& at, Page page) {
        router.add(Method::post, "/desk/settings" + at, guarded(page));
    };
    const auto both = [&](const std::string& at, Page page) {
        get(at, page);
        post(at, page);
    };
    get("", &SettingsDesk::overview);
    get("/services", &SettingsDesk::services);
    get("/services/new", &SettingsDesk::service);
    post("/services", &SettingsDesk::service);
    post("/services/order", &SettingsDesk::order);
    both("/services/{service}", &SettingsDesk::service);
    both("/sizes/{size}", &SettingsDesk::size);
    get("/hours", &SettingsDesk::hours);
    both("/hours/week", &SettingsDesk::week);
    both("/hours/holidays", &SettingsDesk::holidays);
    both("/hours/closures", &SettingsDesk::closure);
    both("/hours/special", &SettingsDesk::special);
    both("/hours/rules", &SettingsDesk::rules);
    post("/hours/closures/{day}/removal", &SettingsDesk::remove_closure);
    post("/hours/special/{day}/removal", &SettingsDesk::remove_special);
    get("/bays", &SettingsDesk::bays);
    get("/bays/new", &SettingsDesk::bay);
    post("/bays", &SettingsDesk::bay);
    both("/bays/{bay}", &SettingsDesk::bay);
    get("/staff", &SettingsDesk::staff);
    post("/staff", &SettingsDesk::invite);
    both("/staff/{account}", &SettingsDesk::colleague);
    post("/staff/{account}/link", &SettingsDesk::new_link);
    post("/staff/{account}/departure", &SettingsDesk::leave);
    get("/texts", &SettingsDesk::texts);
    both("/texts/{text}", &SettingsDesk::text);
    both("/look", &SettingsDesk::look);
    post("/look/reset", &SettingsDesk::reset_look);
    get("/look/sample.css", &SettingsDesk::sample_css);
    http::RouteOptions with_picture;
    with_picture.max_files = 1;
    with_picture.file_limit = largest_logo_file;
    with_picture.body_limit = largest_logo_file + 64 * 1024;
    router.add(Method::post, "/desk/settings/look/logo", with_picture, guarded(&SettingsDesk::logo));
    get("/log", &SettingsDesk::log);
    get("/log/{change}", &SettingsDesk::ask_undo);
    post("/log/{change}/undo", &SettingsDesk::undo);
    router.add(Method::get, "/theme/{file}", [this](Request& request) { return theme_file(request); });
}

http::Response SettingsDesk::overview(Request& request, const Account& account) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto& rules = timetable->rules;
    const auto services = scheduling::offered(timetable->catalogue, scheduling::Where::website);
    http::Dict values;
    int missing = 0;
    const auto step = [&](bool done, std::string_view what, const std::string& url) {
        auto& row = values.add("STEP");
        row.set("WHAT", say(request, what)).set("URL", "/desk/settings" + url);
        row.show(done ? "DONE" : "MISSING");
        missing += done ? 0 : 1;
    };
    const bool all_have_a_bay = std::ranges::all_of(services, [&](const auto* service) {
        return std::ranges::all_of(service->offers, [&](const auto& offer) {
            return std::ranges::any_of(rules.resources,
                                       [&](const auto& bay) { return bay.suits(service->need(offer.size)); });
        });
    });
    step(!rules.resources.empty(), "There is a bay to work in", "/bays");
    step(!services.empty(), "There is a service that can be booked on the website", "/services");
    step(!services.empty() && all_have_a_bay, "Every service has a bay that can do it", "/bays");
    step(!rules.openings.empty(), "There are opening hours", "/hours");
    values.show(missing == 0 ? "READY" : "NOT_READY");
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto colleagues = staff::members(tx);
        const auto working = std::ranges::count_if(colleagues, [](const auto& one) { return !one.departed; });
        values.set("STAFF", static_cast<std::size_t>(working));
        for (const auto& change : newest_changes(tx, std::nullopt, "", 5))
            show_change(values.add("CHANGE"), tx, request, change);
        if (newest_changes(tx, std::nullopt, "", 1).empty()) values.show("NO_CHANGES");
        return 0;
    });
    values.set("SERVICES", services.size()).set("BAYS", rules.resources.size());
    return in_frame(request, account, "settings.html", values, say(request, "Settings"));
}

}  // namespace autojet::settings
