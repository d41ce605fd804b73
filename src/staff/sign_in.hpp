// Signing in and out, and what a one-time link leads to.
#pragma once

#include "http/limits.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"
#include "staff/password.hpp"

namespace autojet::staff {

// Tries are counted for each client by the server and for each address here, in memory, so that guessing one password
// from many places is slow as well. An unknown address and a wrong password get the same answer after the same work.
class SignIn {
public:
    SignIn(const House& house, const Desk& desk) : house_(house), desk_(desk) {}

    // Its routes and jobs use the SignIn.
    [[nodiscard]] Module module();

private:
    void add_routes(http::Router& router);

    http::Response show(http::Request& request) const;
    http::Response sign_in(http::Request& request);
    http::Response sign_out(http::Request& request) const;
    http::Response sign_out_everywhere(http::Request& request, const Account& account) const;
    http::Response show_setup(http::Request& request) const;
    http::Response set_up(http::Request& request);

    [[nodiscard]] bool has_tries_left(ShopId shop, const EmailAddress& email);

    const House& house_;
    const Desk& desk_;
    Passwords passwords_;
    http::RateLimiter tries_;
};

}  // namespace autojet::staff
