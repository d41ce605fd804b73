// The second step of signing in. Who has given the right password has half a session: it leads here and nowhere else.
#include "http/percent.hpp"
#include "http/session.hpp"
#include "shop/visit.hpp"
#include "staff/passkeys.hpp"
#include "staff/people.hpp"
#include "staff/sign_in.hpp"
#include "staff/sign_in_page.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view url_of_code = "/desk/sign-in/code";

}  // namespace

http::Response start_again(const Desk& desk, http::Request& request) {
    return sign_in_page(desk, request, {.refused = "This took too long. Please start again with your password."}, 401);
}

http::Response entered(Entry entry, std::string_view next) {
    const bool is_page = is_page_of_desk(next) && may_open(entry.role, next);
    if (!entry.half)
        return http::redirect_see_other(is_page ? next : first_page(entry.role))
            .cookie(http::session_cookie(std::move(entry.token)));
    std::string url(url_of_code);
    if (is_page) url += "?next=" + http::encode_percent(next);
    return http::redirect_see_other(url).cookie(http::session_cookie(std::move(entry.token), half_session_lifetime));
}

http::Response SignIn::code_page(http::Request& request, PersonId account, std::string_view next,
                                 const std::optional<Error>& refused) const {
    http::Dict values;
    values.set("ACTION", url_of_code);
    house_.database.read(request.shop, [&](store::Tx& tx) {
        values.show(has_second_factor(tx, account) ? "HAS_APP" : "NO_APP");
        if (has_passkey(tx, account)) values.show("HAS_PASSKEY");
        return true;
    });
    if (is_page_of_desk(next)) values.add("NEXT").set("URL", next);
    if (refused) {
        const auto* place = refused->field == "passkey" ? "PASSKEY_REFUSED" : "CODE_ERROR";
        values.add(place).set("MESSAGE", desk_.say(request, refused->message));
    }
    return desk_.page_outside(request, "sign_in_code.html", values,
                              {.title = desk_.say(request, "Sign in"),
                               .description = "",
                               .personal = true,
                               .form = true,
                               .status = refused ? http_status(refused->code) : 200});
}

std::optional<PersonId> SignIn::find_half(const http::Request& request) const {
    const auto token = request.cookie(http::session_cookie_name);
    if (!token || token->empty()) return std::nullopt;
    return house_.database.read(request.shop, [&](store::Tx& tx) { return find_half_session(tx, *token); });
}

http::Response SignIn::ask_code(http::Request& request) const {
    const auto account = find_half(request);
    if (!account) return http::redirect_see_other("/desk/sign-in");
    return code_page(request, *account, request.query.find("next").value_or(""), std::nullopt);
}

http::Response SignIn::use_code(http::Request& request) {
    const auto account = find_half(request);
    if (!account) return start_again(desk_, request);
    const auto next = request.form().readable("next");
    if (!tries_.has_left(request.shop, *account)) return code_page(request, *account, next, too_many_tries("code"));
    auto entry = spend_code(request, *account);
    if (entry) return entered(std::move(*entry), next);
    if (entry.error().field.empty()) return start_again(desk_, request);
    return code_page(request, *account, next, entry.error());
}

// One transaction: of two that send the same code at once, one gets in.
Result<Entry> SignIn::spend_code(const http::Request& request, PersonId account) const {
    const auto half = request.cookie(http::session_cookie_name).value_or("");
    auto& visit = shop::visit_of(request);
    visit.actor = privacy::Actor::staff(account, privacy::set_of({policy::Purpose::staff_access}));
    return house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Entry> {
        if (find_half_session(tx, half) != account)
            return refuse(ErrorCode::unauthenticated, "half_session_over", "Please sign in again.");
        const auto warrant =
            house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        if (auto right = check_second_factor(tx, house_.vault, *warrant, account, request.form().text("code")); !right)
            return tl::unexpected(right.error());
        close_half_session(tx, half);
        return Entry{open_session(tx, account, Way::code), role_of(tx, account).value(), false};
    });
}

}  // namespace autojet::staff
