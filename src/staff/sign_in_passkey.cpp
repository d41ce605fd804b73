// Signing in with a passkey: alone, or as the second step after the password.
#include "http/session.hpp"
#include "shop/visit.hpp"
#include "staff/passkey_request.hpp"
#include "staff/people.hpp"
#include "staff/sign_in.hpp"
#include "staff/sign_in_page.hpp"

namespace autojet::staff {

namespace {

bool is_second_step(const http::Request& request) {
    return request.form().text("step") == "second";
}

privacy::Actor at_the_door(PersonId account) {
    return privacy::Actor::staff(account, privacy::set_of({policy::Purpose::staff_access}));
}

}  // namespace

http::Response SignIn::ask_passkey(http::Request& request) const {
    const auto half = is_second_step(request) ? find_half(request) : std::nullopt;
    if (half) shop::visit_of(request).actor = at_the_door(*half);
    return staff::ask_passkey(house_, request, {Ceremony::sign_in, half});
}

http::Response SignIn::use_passkey(http::Request& request) {
    const auto half = is_second_step(request) ? find_half(request) : std::nullopt;
    if (is_second_step(request) && !half) return start_again(desk_, request);
    const auto next = request.form().readable("next");
    auto entry = enter_with_passkey(request, half);
    if (entry) return entered(std::move(*entry), next);
    auto why = entry.error();
    why.field = "passkey";
    if (half) return code_page(request, *half, next, why);
    return sign_in_page(desk_, request, {.refused = why.message, .next = next}, http_status(why.code));
}

Result<Entry> SignIn::enter_with_passkey(const http::Request& request, const std::optional<PersonId>& half) {
    const auto used = read_passkey(house_, request, Ceremony::sign_in);
    if (!used) return tl::unexpected(used.error());
    const auto account = used->account;
    if (half && *half != account) return unknown_passkey();
    if (!tries_.has_left(request.shop, account)) return tl::unexpected(too_many_tries("passkey"));
    const auto before = request.cookie(http::session_cookie_name);
    auto& visit = shop::visit_of(request);
    visit.actor = at_the_door(account);
    auto entry = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<Entry> {
        const auto warrant =
            house_.gate.warrant<policy::Purpose::staff_access>(tx, visit.actor, {account}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto handle = half ? Handle::may_miss : Handle::required;
        if (auto right = staff::use_passkey(tx, house_.vault, *warrant, account, used->answer, used->here, handle);
            !right)
            return tl::unexpected(right.error());
        if (before) close_what_was(tx, *before);
        return Entry{open_session(tx, account, Way::passkey), role_of(tx, account).value(), false};
    });
    if (!entry) note_copy(house_, request.shop, *used, entry.error());
    return entry;
}

}  // namespace autojet::staff
