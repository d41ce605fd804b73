// Reminders at the desk: who is due today, what it will say, and the letter for those without an address.
#pragma once

#include "http/router.hpp"
#include "payments/desk_parts.hpp"
#include "payments/reminder_mail.hpp"

namespace autojet::payments {

class RemindersDesk {
public:
    RemindersDesk(const House& house, const staff::Desk& desk) : house_(house), desk_(desk) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (RemindersDesk::*)(http::Request&, const staff::Account&) const;

    struct About {
        OpenInvoice open;
        std::vector<Reminder> before;
        std::optional<Next> next;
        std::optional<Paused> paused;
        Result<void> may;
        std::string name;
        Language language = Language::nl;
        bool has_email = false;
        std::string iban;
    };

    [[nodiscard]] http::Handler guarded(Page handler) const;

    http::Response show_due(http::Request& request, const staff::Account& account) const;
    http::Response show_one(http::Request& request, const staff::Account& account) const;
    http::Response send(http::Request& request, const staff::Account& account) const;
    http::Response set_pause(http::Request& request, const staff::Account& account) const;
    http::Response letter(http::Request& request, const staff::Account& account) const;

    [[nodiscard]] std::optional<About> about_of(http::Request& request) const;
    void reach(store::Tx& tx, shop::Visit& visit, About& about) const;
    http::Response one_page(http::Request& request, const staff::Account& account, const About& about,
                            const Errors& errors) const;
    http::Response gone(http::Request& request, const staff::Account& account) const;

    const House& house_;
    const staff::Desk& desk_;
};

}  // namespace autojet::payments
