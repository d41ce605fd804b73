// The desk: pages for the people of this shop, and for nobody else (policy T1).
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "http/response.hpp"
#include "http/router.hpp"
#include "shop/house.hpp"
#include "shop/site.hpp"
#include "staff/staff.hpp"

namespace autojet::staff {

class Desk {
public:
    using Page = std::function<http::Response(http::Request&, const Account&)>;
    // How many messages of customers wait for an answer; shown in the navigation.
    using Waiting = std::function<std::int64_t(ShopId)>;
    // How many promises of the policy were seen broken: an alarm on every page.
    using Alarm = std::function<std::int64_t(ShopId)>;

    Desk(const House& house, Waiting waiting, Alarm alarm)
        : house_(house), waiting_(std::move(waiting)), alarm_(std::move(alarm)) {}

    // A handler for staff of the request's shop. It sets the visit's actor, with the purposes of the role, and the
    // language of the request to theirs. Others are led to the sign-in page and from there back to a page they wanted
    // to read; what they wanted to change and event streams are answered with 401; whose role does not open the address
    // gets 403 (staff/roles.hpp). The handler uses the Desk.
    [[nodiscard]] http::Handler guarded(Page page) const;

    // The template in the desk's frame. `values` gets what all pages share: BASE, LANG, CSRF, SHOP_NAME. Sections of
    // the navigation: "day", "week", "new", "messages", "accounts", "figures", "privacy", "account". What the role may
    // do shows as MAY_CALENDAR and so on, in the page too. No name of the person signed in is opened for it.
    [[nodiscard]] http::Response page(http::Request& request, const Account& account, std::string_view template_name,
                                      http::Dict& values, const shop::PageHead& head) const;
    [[nodiscard]] http::Response error(http::Request& request, const Account& account, int status,
                                       std::string_view heading, std::string_view text) const;

    // The same frame without navigation, for who is not signed in; CSRF only for pages with a form.
    [[nodiscard]] http::Response page_outside(http::Request& request, std::string_view template_name,
                                              http::Dict& values, const shop::PageHead& head) const;

    // The message in the request's language.
    [[nodiscard]] std::string say(const http::Request& request, std::string_view english) const;
    // As shop::show_errors, in the request's language.
    void show_errors(const http::Request& request, http::Dict& values, const Errors& errors) const;

    // Fills CLOSED_CLAUSE for {{>closed_clause.html}}: the sentence that the policy lacks before this part of the page
    // works, and for the owner the way to publish it. `why` is the refusal of privacy::may_use.
    void show_closed_clause(const http::Request& request, const Account& account, http::Dict& values,
                            policy::Clause clause, const Error& why) const;

    // Who sent the request, if it is staff of its shop.
    [[nodiscard]] std::optional<Account> find_account(const http::Request& request) const;

private:
    [[nodiscard]] http::Response turn_away(http::Request& request) const;
    [[nodiscard]] http::Response refuse(http::Request& request, const Account& account) const;
    void add_shared_values(const http::Request& request, http::Dict& values) const;
    [[nodiscard]] http::Response in_frame(const http::Request& request, http::Dict& frame,
                                          std::string_view template_name, http::Dict& values,
                                          const shop::PageHead& head) const;

    const House& house_;
    Waiting waiting_;
    Alarm alarm_;
};

}  // namespace autojet::staff
