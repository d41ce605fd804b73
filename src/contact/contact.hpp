// The contact form on the website, and its messages at the desk.
#pragma once

#include "contact/letters.hpp"
#include "shop/house.hpp"
#include "shop/module.hpp"
#include "shop/site.hpp"
#include "staff/desk.hpp"

namespace autojet::contact {

class Contact {
public:
    Contact(const House& house, const shop::Site& site, const staff::Desk& desk)
        : house_(house), site_(site), desk_(desk) {}

    // Its routes and jobs use the Contact.
    [[nodiscard]] Module module() const;

private:
    void add_routes(http::Router& router) const;

    http::Response show_form(http::Request& request) const;
    http::Response receive(http::Request& request) const;
    http::Response show_letters(http::Request& request, const staff::Account& account) const;
    http::Response handle(http::Request& request, const staff::Account& account) const;

    const House& house_;
    const shop::Site& site_;
    const staff::Desk& desk_;
};

}  // namespace autojet::contact
