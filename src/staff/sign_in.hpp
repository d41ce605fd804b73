// Signing in and out, and what a one-time link leads to.
#pragma once

#include "shop/module.hpp"
#include "staff/accounts.hpp"
#include "staff/desk.hpp"
#include "staff/my_account.hpp"
#include "staff/password.hpp"
#include "staff/tries.hpp"

namespace autojet::staff {

// An unknown address and a wrong password get the same answer after the same work. Where the account has a second way,
// the right password leads to the page that asks for a code or a passkey, and nothing is open before that was right. A
// passkey alone lets in: the device has checked who holds it.
class SignIn {
public:
    SignIn(const House& house, const Desk& desk)
        : house_(house), desk_(desk), tries_(house), my_account_(house, desk, passwords_, tries_) {}

    // Its routes and jobs use the SignIn.
    [[nodiscard]] Module module();

private:
    void add_routes(http::Router& router);

    http::Response show(http::Request& request) const;
    http::Response sign_in(http::Request& request);
    http::Response ask_code(http::Request& request) const;
    http::Response use_code(http::Request& request);
    http::Response ask_passkey(http::Request& request) const;
    http::Response use_passkey(http::Request& request);
    http::Response sign_out(http::Request& request) const;
    http::Response sign_out_everywhere(http::Request& request, const Account& account) const;
    http::Response show_setup(http::Request& request) const;
    http::Response set_up(http::Request& request);

    [[nodiscard]] std::optional<PersonId> find_half(const http::Request& request) const;
    http::Response code_page(http::Request& request, PersonId account, std::string_view next,
                             const std::optional<Error>& refused) const;
    // `half`: whose password was right.
    [[nodiscard]] Result<Entry> enter_with_passkey(const http::Request& request, const std::optional<PersonId>& half);
    [[nodiscard]] Result<Entry> spend_code(const http::Request& request, PersonId account) const;

    const House& house_;
    const Desk& desk_;
    Passwords passwords_;
    Tries tries_;
    MyAccount my_account_;
};

}  // namespace autojet::staff
