// One's own passkeys: added, named, removed.
#pragma once

#include "http/router.hpp"
#include "staff/desk.hpp"
#include "staff/passkeys.hpp"
#include "staff/proof.hpp"

namespace autojet::staff {

class MyPasskeys {
public:
    MyPasskeys(const House& house, const Desk& desk, Proof& proof) : house_(house), desk_(desk), proof_(proof) {}

    // The routes use MyPasskeys.
    void add_routes(http::Router& router);

    // Fills PASSKEY for each, and CAN_ADD or NEEDS_NAME, in account.html.
    void show_list(const http::Request& request, store::Tx& tx, http::Dict& values, const Account& account) const;

private:
    http::Response ask(http::Request& request, const Account& account) const;
    http::Response show_new(http::Request& request, const Account& account);
    http::Response add(http::Request& request, const Account& account);
    http::Response show_one(http::Request& request, const Account& account);
    http::Response rename(http::Request& request, const Account& account);
    http::Response remove(http::Request& request, const Account& account);

    http::Response new_page(http::Request& request, const Account& account, const Errors& errors, int status);
    http::Response one_page(http::Request& request, const Account& account, const Errors& errors, int status);

    const House& house_;
    const Desk& desk_;
    Proof& proof_;
};

}  // namespace autojet::staff
