#include "rights/me.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

using http::Method;

const http::RateBudget codes_of_client{"me codes", 8, std::chrono::minutes{10}};
const http::RateBudget tries_of_client{"me tries", 10, std::chrono::minutes{10}};
const http::RateBudget changes_of_client{"me", 60, std::chrono::minutes{10}};
// However many clients ask: one address gets few mails, and one shop few guesses at the codes of a quarter of an hour.
const http::RateBudget codes_of_address{"address", 4, std::chrono::minutes{15}};
const http::RateBudget guesses_of_shop{"guesses", 200, std::chrono::minutes{10}};

http::Cookie session_cookie(std::string token) {
    return {std::string(me_cookie_name), std::move(token), std::nullopt};
}
http::Cookie no_session() {
    return {std::string(me_cookie_name), "", std::chrono::seconds{0}};
}

}  // namespace

void Me::add_routes(http::Router& router) {
    const auto add = [&](Method method, const std::string& path, const http::RouteOptions& options, OpenPage shown) {
        shop::Site::add_page(router, method, path, options,
                             [this, shown](http::Request& r) { return (this->*shown)(r); });
    };
    const auto add_guarded = [&](Method method, const std::string& path, Page shown) {
        http::RouteOptions options;
        if (method == Method::post) options.rate = changes_of_client;
        shop::Site::add_page(router, method, path, options, guarded(shown));
    };
    add(Method::get, "/me", {}, &Me::front);
    add(Method::post, "/me/codes", {.rate = codes_of_client}, &Me::send_code);
    add(Method::post, "/me/session", {.rate = tries_of_client}, &Me::use_code);
    add(Method::get, "/me/links/{link}", {}, &Me::show_link);
    add(Method::post, "/me/links/{link}", {.rate = tries_of_client}, &Me::use_link);
    add_guarded(Method::post, "/me/session/end", &Me::sign_out);

    add_guarded(Method::get, "/me/requests/{number}", &Me::show_request);
    add_guarded(Method::post, "/me/copies", &Me::ask_copy);
    add_guarded(Method::get, "/me/copy", &Me::copy);
    add_guarded(Method::get, "/me/copy.json", &Me::copy_json);
    add_guarded(Method::post, "/me/exports", &Me::ask_export);
    add_guarded(Method::get, "/me/export.json", &Me::export_json);
    add_guarded(Method::get, "/me/export.csv", &Me::export_csv);
    add_guarded(Method::get, "/me/correction", &Me::ask_correction);
    add_guarded(Method::post, "/me/correction", &Me::correct);
    add_guarded(Method::get, "/me/deletion", &Me::ask_deletion);
    add_guarded(Method::post, "/me/deletion", &Me::erase);
    add_guarded(Method::get, "/me/restriction", &Me::ask_restriction);
    add_guarded(Method::post, "/me/restriction", &Me::restrict_data);
    add_guarded(Method::get, "/me/objection", &Me::ask_objection);
    add_guarded(Method::post, "/me/objection", &Me::object);
    add_guarded(Method::post, "/me/consents/{clause}/withdrawal", &Me::withdraw);
    add_guarded(Method::get, "/me/complaint", &Me::ask_complaint);
    add_guarded(Method::post, "/me/complaint", &Me::complain);

    router.add(Method::get, "/receipt/key.pem", [this](http::Request& r) { return receipt_key(r); });
    add(Method::get, "/receipt/{secret}", {}, &Me::show_receipt);
    add(Method::get, "/receipt/{secret}/receipt.txt", {}, &Me::receipt_text);
    add(Method::get, "/receipt/{secret}/receipt.sig", {}, &Me::receipt_signature);
}

std::optional<Guest> Me::find(const http::Request& request) const {
    const auto token = request.cookie(me_cookie_name);
    if (!token || token->empty()) return std::nullopt;
    return house_.database.read(request.shop,
                                [&](store::Tx& tx) { return find_guest(tx, house_.vault, holders_, *token); });
}

http::Handler Me::guarded(Page shown) {
    return [this, shown](http::Request& request) {
        const auto guest = find(request);
        if (!guest && (request.method == Method::get || request.method == Method::head))
            return http::redirect_see_other(url(request));
        if (!guest)
            return sign_in_page(
                request, {{ErrorCode::unauthenticated, "not_signed_in", "Please sign in and do this again.", "email"}},
                "", 401);
        if (!guest->persons.empty()) shop::visit_of(request).actor = privacy::Actor::person(guest->persons.front());
        return (this->*shown)(request, *guest);
    };
}

http::Response Me::front(http::Request& request) {
    if (const auto guest = find(request)) return guarded(&Me::overview)(request);
    if (request.query.find("asked"))
        return sign_in_page(request, {},
                            "If we know this address, a mail with a code is on its way. It works for fifteen minutes.",
                            200);
    if (request.query.find("left")) return sign_in_page(request, {}, "You are signed out.", 200);
    return sign_in_page(request, {}, "", 200);
}

http::Response Me::sign_in_page(http::Request& request, const Errors& errors, std::string_view notice, int status) {
    http::Dict values;
    values.set("EMAIL_VALUE", request.form().readable("email")).set("CODE_VALUE", "");
    if (!notice.empty()) values.add("NOTICE").set("TEXT", site_.say(request, notice));
    shop::show_errors(values, errors, house_.messages, request.language);
    return page(request, "me_sign_in.html", values, "Your data", status);
}

http::Response Me::send_code(http::Request& request) {
    const auto email = EmailAddress::parse(request.form().text("email"));
    if (!email) return sign_in_page(request, {email.error()}, "", 422);
    const auto digest = house_.vault.shop_digest(request.shop, "me addresses", email->key(), house_.clock.now());
    const bool may_send = !tries_.admit(codes_of_address, store::as_text(digest));
    if (may_send)
        house_.database.write(request.shop, [&](store::Tx& tx) -> Result<PassId> {
            return ask_for_pass(tx, house_.vault, *email, request.language);
        });
    return http::redirect_see_other(url(request) + "?asked=1");
}

http::Response Me::use_code(http::Request& request) {
    if (tries_.admit(guesses_of_shop, std::to_string(request.shop.value())))
        return sign_in_page(
            request, {{ErrorCode::rate_limited, "too_many", "Too many tries. Please wait a few minutes.", "code"}}, "",
            429);
    const auto typed = request.form().text("code");
    return enter(request, house_.database.read(request.shop,
                                               [&](store::Tx& tx) { return find_by_code(tx, house_.vault, typed); }));
}

http::Response Me::show_link(http::Request& request) {
    const auto& link = request.path_parameters.at("link");
    const auto pass =
        house_.database.read(request.shop, [&](store::Tx& tx) { return find_by_link(tx, house_.vault, link); });
    if (!pass)
        return sign_in_page(request,
                            {{ErrorCode::not_found, "link_dead",
                              "This link does not work any more. Please ask for a new one.", "email"}},
                            "", 404);
    http::Dict values;
    values.set("ACTION", url(request, "/links/" + link));
    return page(request, "me_link.html", values, "Your data");
}

http::Response Me::use_link(http::Request& request) {
    const auto& link = request.path_parameters.at("link");
    return enter(request, house_.database.read(request.shop,
                                               [&](store::Tx& tx) { return find_by_link(tx, house_.vault, link); }));
}

http::Response Me::enter(http::Request& request, std::optional<PassId> pass) {
    const auto token = house_.database.write(
        request.shop, [&](store::Tx& tx) { return open_session(tx, house_.vault, holders_, pass.value_or(PassId{})); });
    if (!token) return sign_in_page(request, {token.error()}, "", http_status(token.error().code));
    return http::redirect_see_other(url(request)).cookie(session_cookie(*token));
}

http::Response Me::sign_out(http::Request& request, const Guest& guest) {
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        close_session(tx, house_.vault, guest.pass);
        return {};
    });
    return http::redirect_see_other(url(request) + "?left=1").cookie(no_session());
}

http::Response Me::page(http::Request& request, std::string_view template_name, http::Dict& values,
                        std::string_view title, int status) const {
    return site_.page(
        request, template_name, values,
        {.title = site_.say(request, title), .description = "", .personal = true, .form = true, .status = status});
}

std::string Me::url(const http::Request& request, std::string_view path) const {
    return shop::Site::base(request) + "/me" + std::string(path);
}

http::Response Me::ask(http::Request& request, const Guest& guest, Kind kind, const Work& work,
                       const std::optional<Words>& words) {
    const auto made = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Request> {
        auto asked = wanted(tx, request, guest, kind);
        asked.words = words;
        return work(tx, open_request(tx, house_.vault, house_.shops.zone(request.shop), asked));
    });
    if (!made)
        return site_.error(request, http_status(made.error().code), "This cannot be done here", made.error().message);
    return http::redirect_see_other(url(request, "/requests/" + made->number));
}

NewRequest Me::wanted(store::Tx& tx, const http::Request& request, const Guest& guest, Kind kind) const {
    return {.kind = kind,
            .channel = Channel::self_service,
            .language = request.language,
            .persons = guest.persons,
            .words = std::nullopt,
            .contact = proven_address(tx, house_.vault, guest.pass),
            .identity = guest.by_email ? Identity::address : Identity::seen};
}

}  // namespace autojet::rights
