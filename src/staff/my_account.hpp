// "My account": one's own password, second factor, passkeys and sessions.
#pragma once

#include "http/router.hpp"
#include "staff/account_page.hpp"
#include "staff/desk.hpp"
#include "staff/my_passkeys.hpp"
#include "staff/password.hpp"
#include "staff/proof.hpp"

namespace autojet::staff {

// What makes an account weaker, or gives it another way in, asks for a Proof.
class MyAccount {
public:
    MyAccount(const House& house, const Desk& desk, Passwords& passwords, Tries& tries)
        : house_(house),
          desk_(desk),
          passwords_(passwords),
          tries_(tries),
          proof_(house, passwords, tries),
          passkeys_(house, desk, proof_) {}

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
    void show_second_ways(store::Tx& tx, http::Dict& values, const Account& account) const;
    void show_sessions(const http::Request& request, store::Tx& tx, http::Dict& values, PersonId account) const;

    [[nodiscard]] Result<Warrant> warrant(const http::Request& request, store::Tx& tx, PersonId account) const;

    const House& house_;
    const Desk& desk_;
    Passwords& passwords_;
    Tries& tries_;
    Proof proof_;
    MyPasskeys passkeys_;
};

}  // namespace autojet::staff
