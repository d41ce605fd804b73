#include "staff/sign_in.hpp"

#include "http/session.hpp"
#include "staff/sign_in_page.hpp"

namespace autojet::staff {

namespace {

const http::RateBudget tries_of_client{"sign-in", 10, std::chrono::minutes{10}};
const http::RateBudget questions_of_client{"passkeys", 30, std::chrono::minutes{10}};

}  // namespace

Module SignIn::module() {
    const auto forget = [this](ShopId shop) {
        const auto in_force = house_.policies.of(shop);
        house_.database.write(shop, [&](store::Tx& tx) -> Result<void> {
            forget_sessions(tx, in_force->published);
            forget_departed(tx, house_.vault, in_force->published);
            return {};
        });
    };
    return {.name = "staff",
            .add_routes = [this](http::Router& router) { add_routes(router); },
            .jobs = {{"forget sessions and departed staff", std::chrono::hours{1}, forget}},
            .holders = {staff_holder(house_)},
            .overdue = overdue};
}

void SignIn::add_routes(http::Router& router) {
    using http::Method;
    using http::Request;
    const http::RouteOptions limited{.rate = tries_of_client};
    router.add(Method::get, "/desk", desk_.guarded([](Request&, const Account& account) {
        return http::redirect_see_other(first_page(account.role));
    }));
    router.add(Method::get, "/desk/sign-in", [this](Request& request) { return show(request); });
    router.add(Method::post, "/desk/sign-in", limited, [this](Request& request) { return sign_in(request); });
    router.add(Method::get, "/desk/sign-in/code", [this](Request& request) { return ask_code(request); });
    router.add(Method::post, "/desk/sign-in/code", limited, [this](Request& request) { return use_code(request); });
    router.add(Method::post, "/desk/sign-in/passkey", limited,
               [this](Request& request) { return use_passkey(request); });
    router.add(Method::post, "/desk/sign-in/passkey/challenge", {.rate = questions_of_client},
               [this](Request& request) { return ask_passkey(request); });
    router.add(Method::post, "/desk/sign-out", [this](Request& request) { return sign_out(request); });
    router.add(Method::post, "/desk/sessions/revocation",
               desk_.guarded(
                   [this](Request& request, const Account& account) { return sign_out_everywhere(request, account); }));
    router.add(Method::get, "/desk/setup/{token}", [this](Request& request) { return show_setup(request); });
    router.add(Method::post, "/desk/setup/{token}", limited, [this](Request& request) { return set_up(request); });
    my_account_.add_routes(router);
}

http::Response SignIn::show(http::Request& request) const {
    const auto next = request.query.find("next").value_or("");
    if (const auto account = desk_.find_account(request))
        return http::redirect_see_other(is_page_of_desk(next) ? next : first_page(account->role));
    const bool left = request.query.find("left").has_value();
    return sign_in_page(desk_, request, {.notice = left ? "You are signed out." : "", .next = next});
}

http::Response SignIn::sign_in(http::Request& request) {
    const auto& form = request.form();
    SignInPage shown{.email = form.readable("email"), .next = form.readable("next")};
    const auto refused = [&](std::string_view why, int status) {
        shown.refused = why;
        return sign_in_page(desk_, request, shown, status);
    };
    const auto email = EmailAddress::parse(form.text("email"));
    const auto password = form.text("password");
    if (!email) shown.errors.push_back(email.error());
    if (password.empty()) shown.errors.push_back({ErrorCode::invalid, "required", "Please fill this in.", "password"});
    if (!shown.errors.empty()) return sign_in_page(desk_, request, shown, 422);
    if (!tries_.has_left(request.shop, *email)) return refused("Too many tries. Please wait a few minutes.", 429);

    const auto known =
        house_.database.read(request.shop, [&](store::Tx& tx) { return find_credentials(tx, house_.vault, *email); });
    const bool right = passwords_.matches(known ? known->password_hash : std::nullopt, password);
    if (!right) return refused("This address and password do not belong together.", 401);

    const auto before = request.cookie(http::session_cookie_name);
    auto entry = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Entry> {
        return let_in(tx, known->account.id, before ? std::optional{std::string(*before)} : std::nullopt);
    });
    return entered(std::move(*entry), shown.next);
}

http::Response SignIn::sign_out(http::Request& request) const {
    if (const auto token = request.cookie(http::session_cookie_name); token && desk_.find_account(request))
        house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
            close_session(tx, *token);
            return {};
        });
    return http::redirect_see_other("/desk/sign-in?left=1").cookie(http::forget_session_cookie());
}

http::Response SignIn::sign_out_everywhere(http::Request& request, const Account& account) const {
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        close_all_sessions(tx, account.id);
        return {};
    });
    return http::redirect_see_other("/desk/sign-in?left=1").cookie(http::forget_session_cookie());
}

}  // namespace autojet::staff
