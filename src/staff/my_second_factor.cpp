// Switching the code of the app on and off, and new recovery codes.
#include "shop/visit.hpp"
#include "staff/my_account.hpp"
#include "staff/people.hpp"
#include "staff/qr_code.hpp"
#include "staff/totp.hpp"

namespace autojet::staff {

http::Response MyAccount::begin(http::Request& request, const Account& account) {
    if (const auto fault = proof_.find_fault(request, account))
        return overview(request, account, {*fault}, http_status(fault->code));
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
    return account_page(desk_, request, account, "account_second_factor.html", values, status);
}

http::Response MyAccount::confirm(http::Request& request, const Account& account) {
    if (!tries_.has_left(request.shop, account.id)) return secret_page(request, account, {too_many_tries("code")}, 429);
    const auto codes = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<RecoveryCodes> {
        const auto allowed = warrant(request, tx, account.id);
        if (!allowed) return tl::unexpected(allowed.error());
        return confirm_second_factor(tx, house_.vault, *allowed, account.id, request.form().text("code"));
    });
    if (!codes) return secret_page(request, account, {codes.error()}, 422);
    return recovery_codes_page(desk_, request, account, *codes);
}

http::Response MyAccount::remove(http::Request& request, const Account& account) {
    if (const auto fault = proof_.find_fault(request, account))
        return overview(request, account, {*fault}, http_status(fault->code));
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        remove_second_factor(tx, account.id);
        return {};
    });
    return http::redirect_see_other("/desk/account?done=1");
}

http::Response MyAccount::renew_codes(http::Request& request, const Account& account) {
    if (const auto fault = proof_.find_fault(request, account))
        return overview(request, account, {*fault}, http_status(fault->code));
    const auto codes = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<RecoveryCodes> {
        if (!has_second_way(tx, account.id))
            return refuse(ErrorCode::conflict, "no_second_factor", "The password alone is asked of you.", "password");
        return renew_recovery_codes(tx, house_.vault, account.id);
    });
    if (!codes) return overview(request, account, {codes.error()}, 409);
    return recovery_codes_page(desk_, request, account, *codes);
}

}  // namespace autojet::staff
