#include "staff/my_passkeys.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "shop/visit.hpp"
#include "staff/account_page.hpp"
#include "staff/passkey_request.hpp"

namespace autojet::staff {

namespace {

const http::RateBudget changes_of_client{"my account", 30, std::chrono::minutes{10}};
const http::RateBudget questions_of_client{"passkeys", 30, std::chrono::minutes{10}};

const std::string url = "/desk/account/passkeys";

PasskeyId named_in(const http::Request& request) {
    return PasskeyId{parse_whole(request.path_parameters.at("passkey")).value_or(0)};
}

Result<Warrant> warrant_for(const House& house, const http::Request& request, store::Tx& tx, PersonId account) {
    auto& visit = shop::visit_of(request);
    return house.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account}, visit.openings);
}

http::Response done() {
    return http::redirect_see_other("/desk/account?done=1");
}

}  // namespace

void MyPasskeys::add_routes(http::Router& router) {
    using http::Method;
    using Page = http::Response (MyPasskeys::*)(http::Request&, const Account&);
    const auto guarded = [this](Page page) {
        return desk_.guarded(
            [this, page](http::Request& request, const Account& account) { return (this->*page)(request, account); });
    };
    const http::RouteOptions limited{.rate = changes_of_client};
    router.add(Method::post, url + "/challenge", {.rate = questions_of_client},
               desk_.guarded([this](http::Request& request, const Account& account) { return ask(request, account); }));
    router.add(Method::get, url + "/new", guarded(&MyPasskeys::show_new));
    router.add(Method::post, url, limited, guarded(&MyPasskeys::add));
    router.add(Method::get, url + "/{passkey}", guarded(&MyPasskeys::show_one));
    router.add(Method::post, url + "/{passkey}/name", limited, guarded(&MyPasskeys::rename));
    router.add(Method::post, url + "/{passkey}/removal", limited, guarded(&MyPasskeys::remove));
}

void MyPasskeys::show_list(const http::Request& request, store::Tx& tx, http::Dict& values,
                           const Account& account) const {
    values.show(is_name(relying_party(house_, request)) ? "CAN_ADD" : "NEEDS_NAME");
    const auto allowed = warrant_for(house_, request, tx, account.id);
    if (!allowed) return;
    const auto& zone = house_.shops.zone(request.shop);
    const auto passkeys = list_passkeys(tx, house_.vault, account.id);
    if (passkeys.empty()) values.show("NO_PASSKEY");
    for (const auto& passkey : passkeys) {
        auto& line = values.add("PASSKEY");
        line.set("NAME", passkey.name.open(*allowed))
            .set("URL", url + "/" + std::to_string(passkey.id.value()))
            .set("CREATED", format_long_date(date_of(zone.to_local(passkey.created)), request.language));
        if (passkey.used)
            line.add("USED").set("WHEN", format_moment(zone.to_local(*passkey.used), request.language));
        else
            line.show("NEVER_USED");
        if (passkey.suspected) line.show("SUSPECTED");
    }
}

http::Response MyPasskeys::ask(http::Request& request, const Account& account) const {
    const bool is_new = request.form().text("ceremony") == "registration";
    return ask_passkey(house_, request, {is_new ? Ceremony::registration : Ceremony::confirmation, account.id});
}

http::Response MyPasskeys::show_new(http::Request& request, const Account& account) {
    return new_page(request, account, {}, 200);
}

http::Response MyPasskeys::new_page(http::Request& request, const Account& account, const Errors& errors, int status) {
    if (!is_name(relying_party(house_, request))) return http::redirect_see_other("/desk/account");
    http::Dict values;
    values.set("NAME_VALUE", request.form().readable("name"));
    house_.database.read(request.shop, [&](store::Tx& tx) {
        proof_.show(values, tx, account);
        return true;
    });
    desk_.show_errors(request, values, errors);
    return account_page(desk_, request, account, "account_passkey_new.html", values, status);
}

http::Response MyPasskeys::add(http::Request& request, const Account& account) {
    const auto refused = [&](Error why, std::string_view field) {
        if (why.field.empty()) why.field = field;
        const auto status = why.code == ErrorCode::unauthenticated ? 422 : http_status(why.code);
        return new_page(request, account, {std::move(why)}, status);
    };
    if (auto fault = proof_.find_fault(request, account)) return refused(std::move(*fault), "password");
    const auto credential = read_new_passkey(house_, request);
    if (!credential) return refused(credential.error(), "name");
    const auto codes = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<RecoveryCodes> {
        if (auto added = add_passkey(tx, house_.vault, account.id, request.form().text("name"), *credential); !added)
            return tl::unexpected(added.error());
        if (recovery_codes_left(tx, account.id) > 0) return RecoveryCodes{};
        return renew_recovery_codes(tx, house_.vault, account.id);
    });
    if (!codes) return refused(codes.error(), "name");
    return codes->empty() ? done() : recovery_codes_page(desk_, request, account, *codes);
}

http::Response MyPasskeys::show_one(http::Request& request, const Account& account) {
    return one_page(request, account, {}, 200);
}

http::Response MyPasskeys::one_page(http::Request& request, const Account& account, const Errors& errors, int status) {
    http::Dict values;
    const bool found = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto allowed = warrant_for(house_, request, tx, account.id);
        const auto passkeys = list_passkeys(tx, house_.vault, account.id);
        const auto one = std::ranges::find(passkeys, named_in(request), &Passkey::id);
        if (!allowed || one == passkeys.end()) return false;
        const auto& name = one->name.open(*allowed);
        const auto typed = request.form().readable("name");
        values.set("NAME", name).set("NAME_VALUE", typed.empty() ? name : typed);
        values.set("URL", url + "/" + std::to_string(one->id.value()));
        if (passkeys.size() == 1) values.show(has_second_factor(tx, account.id) ? "LAST_PASSKEY" : "LAST_WAY");
        proof_.show(values, tx, account);
        return true;
    });
    if (!found) return desk_.error(request, account, 404, "Not found", unknown_passkey().value().message);
    desk_.show_errors(request, values, errors);
    return account_page(desk_, request, account, "account_passkey.html", values, status);
}

http::Response MyPasskeys::rename(http::Request& request, const Account& account) {
    const auto renamed = house_.database.write(request.shop, [&](store::Tx& tx) {
        return rename_passkey(tx, house_.vault, account.id, named_in(request), request.form().text("name"));
    });
    if (!renamed) return one_page(request, account, {renamed.error()}, 422);
    return done();
}

http::Response MyPasskeys::remove(http::Request& request, const Account& account) {
    if (auto fault = proof_.find_fault(request, account))
        return one_page(request, account, {*fault}, http_status(fault->code));
    const auto removed = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        if (auto gone = remove_passkey(tx, account.id, named_in(request)); !gone) return gone;
        drop_idle_recovery_codes(tx, account.id);
        return {};
    });
    if (!removed) return one_page(request, account, {removed.error()}, 404);
    return done();
}

}  // namespace autojet::staff
