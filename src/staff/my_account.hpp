// "My account": one's own password, second factor and sessions.
#pragma once

#include "http/router.hpp"
#include "staff/desk.hpp"
#include "staff/password.hpp"
#include "staff/second_factor.hpp"
#include "staff/tries.hpp"

namespace autojet::staff {

// What makes an account weaker asks for the password once more, and for a code where there is one.
class MyAccount {
public:
    MyAccount(const House& house, const Desk& desk, Passwords& passwords, Tries& tries)
        : house_(house), desk_(desk), passwords_(passwords), tries_(tries) {}

    // The routes use MyAccount.
    void add_routes(http::Router& router);

private:
    using Page = http::Response (MyAccount::*)(http::Request&, const Account&);
    [[nodiscard]] http::Handler guarded(Page page);

    http::Response show(http::Request& request, const Account& account);
    http::Response change_password(http::Request& request, const Account& account);
    http::Response end_session(http::Request& request, const Account& account);
    http::Response end_other_sessions(http::Request& request, const Account& account);

    http::Response begin(http::Request& request, const Account& account);
    http::Response show_secret(http::Request& request, const Account& account);
    http::Response confirm(http::Request& request, const Account& account);
    http::Response remove(http::Request& request, const Account& account);
    http::Response renew_codes(http::Request& request, const Account& account);

    http::Response overview(http::Request& request, const Account& account, const Errors& errors, int status);
    http::Response secret_page(http::Request& request, const Account& account, const Errors& errors, int status);
    http::Response codes_page(http::Request& request, const Account& account, const RecoveryCodes& codes);
    http::Response frame(http::Request& request, const Account& account, std::string_view template_name,
                         http::Dict& values, int status = 200);
    void show_sessions(const http::Request& request, store::Tx& tx, http::Dict& values, PersonId account) const;

    // Nothing when the password in `field` is right; else what to say beside the field.
    [[nodiscard]] std::optional<Error> wrong_password(const http::Request& request, const Account& account,
                                                      std::string_view field);
    [[nodiscard]] Result<Warrant> warrant(const http::Request& request, store::Tx& tx, PersonId account) const;

    const House& house_;
    const Desk& desk_;
    Passwords& passwords_;
    Tries& tries_;
};

}  // namespace autojet::staff
