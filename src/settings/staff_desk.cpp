#include "base/text.hpp"
#include "settings/departures.hpp"
#include "settings/kinds.hpp"
#include "settings/settings_desk.hpp"
#include "shop/visit.hpp"
#include "staff/people.hpp"
#include "staff/workforce.hpp"

namespace autojet::settings {

namespace {

const std::string staff_url = "/desk/settings/staff";

PersonId account_in(const http::Request& request) {
    return PersonId{parse_whole(request.path_parameters.at("account")).value_or(0)};
}

void show_roles(http::Dict& values, const Voice& say, std::string_view chosen) {
    for (const auto role : staff::all_roles) {
        auto& row = values.add("ROLE");
        row.set("ID", code(role)).set("NAME", say(label(role)));
        if (chosen == code(role)) row.show("SELECTED");
    }
}

}  // namespace

http::Response SettingsDesk::staff(Request& request, const Account& account) {
    return staff_page(request, account, {});
}

http::Response SettingsDesk::staff_page(Request& request, const Account& account, const Errors& errors) {
    const auto say = voice(request);
    const auto& zone = house_.shops.zone(request.shop);
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        for (const auto& one : staff::members(tx)) {
            auto& row = values.add(one.departed ? "DEPARTED" : "COLLEAGUE");
            row.set("WHO", who(tx, request, one.account))
                .set("SINCE",
                     format_long_date(date_of(zone.to_local(one.departed.value_or(one.since))), request.language))
                .set("URL", staff_url + "/" + std::to_string(one.account.value()));
            if (one.account == account.id) row.show("ME");
            if (!one.can_sign_in) row.show(one.link_waits ? "INVITED" : "LINK_EXPIRED");
            if (one.second_factor) row.show("SECOND_FACTOR");
            if (const auto leaves = planned_departure(tx, one.account))
                row.add("LEAVES").set("DATE", format_long_date(*leaves, request.language));
        }
        return 0;
    });
    const auto& form = request.form();
    values.set("NAME_VALUE", form.readable("name")).set("EMAIL_VALUE", form.readable("email"));
    show_roles(values, say, form.has("role") ? form.readable("role") : code(staff::Role::mechanic));
    desk_.show_errors(request, values, errors);
    return in_frame(request, account, "settings_staff.html", values, say("Staff"),
                    errors.empty() ? 200 : http_status(errors.front().code));
}

http::Response SettingsDesk::invite(Request& request, const Account& account) {
    const auto& form = request.form();
    const auto asked =
        staff::NewAccount::parse(form.text("name"), form.text("email"), form.text("role"), request.language);
    if (!asked) return staff_page(request, account, {asked.error()});
    const auto link = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<std::string> {
        auto made = staff::add(tx, house_.vault, *asked);
        if (!made) return made;
        const auto found = staff::find_by_email(tx, house_.vault, asked->email);
        if (found)
            settings_.record(tx, {"staff", std::to_string(found->value())}, std::nullopt,
                             Values{{"account", "invited"}, {"role", std::string(code(asked->role))}}, account.id);
        return made;
    });
    if (!link) return staff_page(request, account, {link.error()});
    return link_page(request, account, *link);
}

// Shown once: only its digest is kept, and it stands in no address and no log.
http::Response SettingsDesk::link_page(Request& request, const Account& account, const std::string& link) {
    http::Dict values;
    values.set("LINK", house_.shops.load(request.shop).url + link).set("BACK_URL", staff_url);
    return in_frame(request, account, "settings_invitation.html", values, say(request, "Pass this link on"));
}

http::Response SettingsDesk::colleague(Request& request, const Account& account) {
    const auto id = account_in(request);
    const auto key = std::to_string(id.value());
    const auto found = house_.database.read(request.shop, [&](store::Tx& tx) { return staff::find_member(tx, id); });
    if (!found || found->departed) return gone(request, account);
    Editor editor{.thing = {"staff", key},
                  .page = "settings_colleague.html",
                  .heading = house_.database.read(request.shop, [&](store::Tx& tx) { return who(tx, request, id); }),
                  .action = staff_url + "/" + key,
                  .back = staff_url,
                  .typed = {}};
    editor.typed = typed_of(request, editor.thing);
    editor.typed.erase("account");
    if (request.method == http::Method::post)
        for (auto& [name, text] : editor.typed) text = request.form().text(name);
    editor.fill = [&](http::Dict& values, const Values& typed, const Errors&) {
        show_roles(values, voice(request), value_in(typed, "role"));
        const bool last =
            house_.database.read(request.shop, [&](store::Tx& tx) { return staff::is_last_owner(tx, id); });
        values.show(last ? "LAST_OWNER" : "CAN_LEAVE");
        values.set("URL", editor.action);
    };
    editor.preview = [&](store::Tx&, http::Dict& values, const Values& wanted) {
        if (!value_in(wanted, "leaves").empty())
            values.add("WARNING").set("TEXT", say(request,
                                                  "After that day the account is closed: signed out everywhere, and "
                                                  "passkeys and codes do not work any more."));
        if (id == account.id && value_in(wanted, "role") != code(staff::Role::owner))
            values.add("WARNING").set("TEXT",
                                      say(request, "This is your own account: these pages close for you at once."));
    };
    return edit(request, account, editor);
}

http::Response SettingsDesk::new_link(Request& request, const Account& account) {
    const auto id = account_in(request);
    auto& visit = shop::visit_of(request);
    const auto link = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<std::string> {
        const auto unknown = refuse(ErrorCode::not_found, "unknown_account", "Nobody with this account works here.");
        const auto found = staff::find_member(tx, id);
        const auto email = staff::email_of(tx, house_.vault, id);
        const auto warrant = house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {id}, visit.openings);
        if (!found || found->departed || !email || !warrant) return unknown;
        const auto address = EmailAddress::parse(email->open(*warrant));
        if (!address) return unknown;
        auto made = staff::renew_link(tx, house_.vault, *address);
        if (made)
            settings_.record(tx, {"staff", std::to_string(id.value())}, Values{{"account", "open"}},
                             Values{{"account", "new_link"}}, account.id);
        return made;
    });
    return link ? link_page(request, account, *link) : gone(request, account);
}

http::Response SettingsDesk::leave(Request& request, const Account& account) {
    const auto id = account_in(request);
    auto& visit = shop::visit_of(request);
    const auto left = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<ChangeId> {
        const Thing thing{"staff", std::to_string(id.value())};
        const auto& kind = settings_.kind(thing.kind);
        const auto before = kind.load(tx, thing.key);
        if (staff::is_last_owner(tx, id))
            return refuse(ErrorCode::conflict, "last_owner", "A shop keeps at least one owner who can sign in.");
        if (auto closed = close_account(tx, house_, id, visit.actor, visit.openings); !closed)
            return tl::unexpected(closed.error());
        return settings_.record(tx, thing, before, kind.load(tx, thing.key), account.id);
    });
    if (!left)
        return desk_.error(request, account, http_status(left.error().code), "This cannot be done",
                           left.error().message);
    return http::redirect_see_other(staff_url);
}

}  // namespace autojet::settings
