// The policy on the website: every version that was ever in force, at an address that stays (policy V1, V2).
#pragma once

#include "publishing/frozen.hpp"
#include "shop/site.hpp"

namespace autojet::publishing {

class VersionPages {
public:
    // All of them outlive it; the routes use it.
    VersionPages(const House& house, const shop::Site& site, const policy::Texts& texts)
        : house_(house), site_(site), texts_(texts) {}

    void add_routes(http::Router& router) const;

private:
    http::Response list(http::Request& request) const;
    http::Response list_as_json(http::Request& request) const;
    http::Response one(http::Request& request) const;
    http::Response one_as_json(const http::Request& request, const Frozen& frozen) const;

    const House& house_;
    const shop::Site& site_;
    const policy::Texts& texts_;
};

// Puts a page of the policy into policy.html: its title, date and sections.
void show_policy(http::Dict& values, const policy::Page& page);

}  // namespace autojet::publishing
