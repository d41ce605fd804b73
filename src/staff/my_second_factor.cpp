// Switching the code of the app on and off, and new recovery codes.
#include "shop/visit.hpp"
#include "staff/my_account.hpp"
#include "staff/people.hpp"
#include "staff/qr_code.hpp"
#include "staff/totp.hpp"

namespace autojet::staff {

http::Response MyAccount::begin(http::Request& request, const Account& account) {
    if (const auto wrong = wrong_password(request, account, "password"))
        return overview(request, account, {*wrong}, http_status(wrong->code));
    const auto begun = house_.database.write(
        request.shop, [&](store::Tx& tx) { return begin_second_factor(tx, house_.vault, account.id); });
    return http::redirect_see_other(begun ? "/desk/account/second-factor" : "/desk/account");
}

http::Response MyAccount::show_secret(http::Request& request, const Account& account) {
    return secret_page(request, account, {}, 200);
}

http::Response MyAccount::secret_page(http::Request& request, const Account& account, const Errors& errors,
                                      int status) {
    http::Dict values;
    const auto shop = house_.shops.load(request.shop).name;
    const bool waits = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto secret = find_new_secret(tx, house_.vault, account.id);
        const auto allowed = warrant(request, tx, account.id);
        if (!secret || !allowed) return false;
        const auto email = email_of(tx, house_.vault, account.id);
        const auto& text = secret->open(*allowed);
        values.set("SECRET", in_groups_of_four(text, ' '));
        values.set_trusted_html("QR", qr_code_svg(totp_uri(text, shop, email ? email->open(*allowed) : shop)));
        return true;
    });
    if (!waits) return http::redirect_see_other("/desk/account");
    desk_.show_errors(request, values, errors);
    return frame(request, account, "account_second_factor.html", values, status);
}

http::Response MyAccount::confirm(http::Request& request, const Account& account) {
    if (!tries_.has_left(request.shop, account.id))
        return secret_page(
            request, account,
            {{ErrorCode::rate_limited, "too_many", "Too many tries. Please wait a few minutes.", "code"}}, 429);
    const auto codes = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<RecoveryCodes> {
        const auto allowed = warrant(request, tx, account.id);
        if (!allowed) return tl::unexpected(allowed.error());
        return confirm_second_factor(tx, house_.vault, *allowed, account.id, request.form().text("code"));
    });
    return codes ? codes_page(request, account, *codes) : secret_page(request, account, {codes.error()}, 422);
}

http::Response MyAccount::remove(http::Request& request, const Account& account) {
    if (const auto wrong = wrong_password(request, account, "password"))
        return overview(request, account, {*wrong}, http_status(wrong->code));
    const auto removed = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto allowed = warrant(request, tx, account.id);
        if (!allowed) return tl::unexpected(allowed.error());
        if (auto right = check_second_factor(tx, house_.vault, *allowed, account.id, request.form().text("code"));
            !right)
            return right;
        remove_second_factor(tx, account.id);
        return {};
    });
    if (!removed) return overview(request, account, {removed.error()}, 422);
    return http::redirect_see_other("/desk/account?done=1");
}

http::Response MyAccount::renew_codes(http::Request& request, const Account& account) {
    if (const auto wrong = wrong_password(request, account, "password"))
        return overview(request, account, {*wrong}, http_status(wrong->code));
    const auto codes = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<RecoveryCodes> {
        const auto allowed = warrant(request, tx, account.id);
        if (!allowed) return tl::unexpected(allowed.error());
        if (auto right = check_second_factor(tx, house_.vault, *allowed, account.id, request.form().text("code"));
            !right)
            return tl::unexpected(right.error());
        return renew_recovery_codes(tx, house_.vault, account.id);
    });
    return codes ? codes_page(request, account, *codes) : overview(request, account, {codes.error()}, 422);
}

// They are not kept, so the answer to the form itself shows them.
http::Response MyAccount::codes_page(http::Request& request, const Account& account, const RecoveryCodes& codes) {
    http::Dict values;
    for (const auto& code : codes) values.add("CODE").set("TEXT", code);
    return frame(request, account, "account_codes.html", values);
}

}  // namespace autojet::staff
