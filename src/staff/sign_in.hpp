// Signing in and out, and what a one-time link leads to.
#pragma once

#include "shop/module.hpp"
#include "staff/accounts.hpp"
#include "staff/desk.hpp"
#include "staff/my_account.hpp"
#include "staff/password.hpp"
#include "staff/tries.hpp"

namespace autojet::staff {

// An unknown address and a wrong password get the same answer after the same work. Where the account has a second
// factor, the right password leads to the page that asks for a code, and nothing is open before that was right.
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
    http::Response sign_out(http::Request& request) const;
    http::Response sign_out_everywhere(http::Request& request, const Account& account) const;
    http::Response show_setup(http::Request& request) const;
    http::Response set_up(http::Request& request);

    [[nodiscard]] std::optional<PersonId> find_half(const http::Request& request) const;
    [[nodiscard]] Result<Entry> spend_code(const http::Request& request, PersonId account) const;

    const House& house_;
    const Desk& desk_;
    Passwords passwords_;
    Tries tries_;
    MyAccount my_account_;
};

}  // namespace autojet::staff
