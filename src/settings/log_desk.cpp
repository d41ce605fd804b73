#include "base/text.hpp"
#include "settings/settings_desk.hpp"
#include "shop/visit.hpp"
#include "staff/people.hpp"
#include "staff/workforce.hpp"

namespace autojet::settings {

namespace {

constexpr std::size_t changes_on_a_page = 30;

ChangeId id_in(const http::Request& request) {
    return ChangeId{parse_whole(request.path_parameters.at("change")).value_or(0)};
}

}  // namespace

std::string SettingsDesk::who(store::Tx& tx, const Request& request, PersonId account) const {
    const auto role = staff::role_of(tx, account);
    if (!role) return say(request, "somebody who has left");
    const auto role_word = say(request, staff::label(*role));
    const auto name = staff::name_of(tx, house_.vault, account);
    auto& visit = shop::visit_of(request);
    const auto warrant = house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account}, visit.openings);
    return name && warrant ? name->open(*warrant) + " (" + role_word + ")" : role_word;
}

void SettingsDesk::show_change(http::Dict& values, store::Tx& tx, const Request& request, const Change& change) {
    const auto& kind = settings_.kind(change.thing.kind);
    const auto when = house_.shops.zone(request.shop).to_local(change.at);
    auto title = kind.title(tx, change.thing.key, change.after ? *change.after : change.before.value_or(Values{}),
                            voice(request));
    if (change.thing.kind == "staff")
        title += " " + who(tx, request, PersonId{parse_whole(change.thing.key).value_or(0)});
    values.set("TITLE", title)
        .set("WHO", who(tx, request, change.account))
        .set("WHEN", format_short_date(date_of(when), request.language) + ", " + format_time_of_day(when))
        .set("URL", "/desk/settings/log/" + std::to_string(change.id.value()));
    if (!change.before) values.show("WAS_NEW");
    if (!change.after) values.show("IS_GONE");
    if (change.undoes) values.show("TAKES_BACK");
    // Somebody who was invited, or left, is no value that could be set back.
    const bool is_act =
        change.thing.kind == "staff" && (!change.before || (change.after && change.after->contains("account")));
    if (change.is_undone)
        values.show("IS_UNDONE");
    else if (!is_act)
        values.add("CAN_UNDO").set("URL", "/desk/settings/log/" + std::to_string(change.id.value()));
    if (!change.after) return;
    for (const auto& difference : differences(change.before.value_or(Values{}), *change.after))
        show_difference(values.add(change.before ? "LINE" : "NEW_LINE"), tx, kind, difference, request);
}

http::Response SettingsDesk::log(Request& request, const Account& account) {
    const auto before = parse_whole(request.query.find("before").value_or(""));
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto changes =
            newest_changes(tx, before ? std::optional{ChangeId{*before}} : std::nullopt, "", changes_on_a_page);
        for (const auto& change : changes) show_change(values.add("CHANGE"), tx, request, change);
        if (changes.empty()) values.show("NOTHING");
        if (changes.size() == changes_on_a_page)
            values.add("OLDER").set("URL", "/desk/settings/log?before=" + std::to_string(changes.back().id.value()));
        return 0;
    });
    return in_frame(request, account, "settings_log.html", values, say(request, "What was changed"));
}

http::Response SettingsDesk::ask_undo(Request& request, const Account& account) {
    http::Dict values;
    const bool found = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto change = find_change(tx, id_in(request));
        if (!change) return false;
        show_change(values, tx, request, *change);
        const auto plan = settings_.plan_undo(tx, change->id);
        if (!plan) {
            values.add("REFUSED").set("WHY", say(request, plan.error().message));
            return true;
        }
        auto& planned = values.add("PLAN");
        planned.set("ACTION", "/desk/settings/log/" + std::to_string(change->id.value()) + "/undo");
        if (!plan->then) planned.show("GOES");
        if (!plan->now) planned.show("COMES_BACK");
        if (plan->now && plan->then)
            for (const auto& difference : differences(*plan->now, *plan->then))
                show_difference(planned.add("DIFFERENCE"), tx, settings_.kind(change->thing.kind), difference, request);
        if (change->thing.kind != "staff") preview_hours(tx, planned, request, change->thing, plan->then);
        return true;
    });
    if (!found) return gone(request, account);
    return in_frame(request, account, "settings_undo.html", values, say(request, "Undo a change"));
}

http::Response SettingsDesk::undo(Request& request, const Account& account) {
    const auto undone = house_.database.write(
        request.shop, [&](store::Tx& tx) { return settings_.undo(tx, id_in(request), account.id); });
    if (!undone)
        return desk_.error(request, account, http_status(undone.error().code), "This cannot be undone",
                           undone.error().message);
    return http::redirect_see_other("/desk/settings/log?saved=" + std::to_string(undone->value()));
}

}  // namespace autojet::settings
