#include "staff/my_account.hpp"

#include "base/time.hpp"
#include "http/session.hpp"
#include "shop/visit.hpp"
#include "staff/accounts.hpp"
#include "staff/people.hpp"

namespace autojet::staff {

namespace {

const http::RateBudget changes_of_client{"my account", 30, std::chrono::minutes{10}};

constexpr std::string_view url = "/desk/account";

std::string token_of(const http::Request& request) {
    return std::string(request.cookie(http::session_cookie_name).value_or(""));
}

Errors check_new_password(const http::Form& form) {
    const auto password = form.text("new_password");
    if (auto fine = check_password(password); !fine) {
        auto error = fine.error();
        error.field = "new_password";
        return {std::move(error)};
    }
    if (form.text("password_again") != password)
        return {{ErrorCode::invalid, "not_the_same", "This is not the same password.", "password_again"}};
    return {};
}

}  // namespace

void MyAccount::add_routes(http::Router& router) {
    using http::Method;
    const http::RouteOptions limited{.rate = changes_of_client};
    const std::string account(url);
    const auto change = [&](const std::string& noun, Page page) {
        router.add(Method::post, account + noun, limited, guarded(page));
    };
    router.add(Method::get, account, guarded(&MyAccount::show));
    change("/password", &MyAccount::change_password);
    change("/sessions/revocation", &MyAccount::end_other_sessions);
    change("/sessions/{session}/revocation", &MyAccount::end_session);
    router.add(Method::get, account + "/second-factor", guarded(&MyAccount::show_secret));
    change("/second-factor", &MyAccount::begin);
    change("/second-factor/confirmation", &MyAccount::confirm);
    change("/second-factor/removal", &MyAccount::remove);
    change("/second-factor/recovery-codes", &MyAccount::renew_codes);
    passkeys_.add_routes(router);
}

http::Handler MyAccount::guarded(Page page) {
    return desk_.guarded(
        [this, page](http::Request& request, const Account& account) { return (this->*page)(request, account); });
}

http::Response MyAccount::show(http::Request& request, const Account& account) {
    return overview(request, account, {}, 200);
}

http::Response MyAccount::overview(http::Request& request, const Account& account, const Errors& errors, int status) {
    http::Dict values;
    values.set("ROLE", desk_.say(request, label(account.role)));
    if (request.query.find("done") && errors.empty()) values.show("DONE");
    house_.database.read(request.shop, [&](store::Tx& tx) {
        if (const auto allowed = warrant(request, tx, account.id))
            if (const auto name = name_of(tx, house_.vault, account.id))
                values.add("HAS_NAME").set("NAME", name->open(*allowed));
        show_second_ways(tx, values, account);
        passkeys_.show_list(request, tx, values, account);
        show_sessions(request, tx, values, account.id);
        return true;
    });
    desk_.show_errors(request, values, errors);
    return account_page(desk_, request, account, "account.html", values, status);
}

void MyAccount::show_second_ways(store::Tx& tx, http::Dict& values, const Account& account) const {
    const bool by_code = has_second_factor(tx, account.id);
    values.show(by_code ? "CODE_IS_ON" : "CODE_IS_OFF");
    if (!has_second_way(tx, account.id)) {
        proof_.show(values.add("PASSWORD_ALONE"), tx, account);
        return;
    }
    auto& two = values.add("TWO_STEPS");
    const auto left = recovery_codes_left(tx, account.id);
    two.set("LEFT", left);
    if (left < 4) two.show("FEW");
    two.show(by_code ? "CAN_SWITCH_OFF" : "CAN_SWITCH_ON");
    proof_.show(two, tx, account);
}

void MyAccount::show_sessions(const http::Request& request, store::Tx& tx, http::Dict& values, PersonId account) const {
    const auto& zone = house_.shops.zone(request.shop);
    const auto sessions = list_sessions(tx, account, token_of(request));
    if (sessions.size() > 1) values.show("OTHERS");
    for (const auto& session : sessions) {
        auto& line = values.add("SESSION");
        line.set("BEGAN", format_moment(zone.to_local(session.began), request.language))
            .set("SEEN", format_long_date(CivilDate{session.seen}, request.language));
        if (session.way) line.add("BY").set("WAY", desk_.say(request, label(*session.way)));
        if (session.is_this)
            line.show("THIS");
        else
            line.add("OTHER").set("URL", std::string(url) + "/sessions/" + session.name + "/revocation");
    }
}

http::Response MyAccount::change_password(http::Request& request, const Account& account) {
    if (const auto wrong = proof_.wrong_password(request, account, "current_password"))
        return overview(request, account, {*wrong}, http_status(wrong->code));
    if (const auto errors = check_new_password(request.form()); !errors.empty())
        return overview(request, account, errors, 422);
    const auto hash = passwords_.hash(request.form().text("new_password"));
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        set_password(tx, account.id, hash);
        close_other_sessions(tx, account.id, token_of(request));
        return {};
    });
    return http::redirect_see_other("/desk/account?done=1");
}

http::Response MyAccount::end_session(http::Request& request, const Account& account) {
    const auto ended = house_.database.write(request.shop, [&](store::Tx& tx) {
        return close_named_session(tx, account.id, request.path_parameters.at("session"));
    });
    if (!ended) return desk_.error(request, account, 404, "Not found", ended.error().message);
    return http::redirect_see_other("/desk/account?done=1");
}

http::Response MyAccount::end_other_sessions(http::Request& request, const Account& account) {
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        close_other_sessions(tx, account.id, token_of(request));
        return {};
    });
    return http::redirect_see_other("/desk/account?done=1");
}

Result<Warrant> MyAccount::warrant(const http::Request& request, store::Tx& tx, PersonId account) const {
    auto& visit = shop::visit_of(request);
    return house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account}, visit.openings);
}

}  // namespace autojet::staff
