// Payments at the desk: what is open, and what came in on one invoice.
#pragma once

#include "http/router.hpp"
#include "payments/desk_parts.hpp"

namespace autojet::payments {

class PaymentsDesk {
public:
    PaymentsDesk(const House& house, const staff::Desk& desk) : house_(house), desk_(desk) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (PaymentsDesk::*)(http::Request&, const staff::Account&) const;
    struct Typed;

    [[nodiscard]] http::Handler guarded(Page handler) const;

    http::Response show_open(http::Request& request, const staff::Account& account) const;
    http::Response open_file(http::Request& request, const staff::Account& account) const;
    http::Response show_one(http::Request& request, const staff::Account& account) const;
    http::Response take_one(http::Request& request, const staff::Account& account) const;
    http::Response reverse_one(http::Request& request, const staff::Account& account) const;

    [[nodiscard]] std::optional<OpenInvoice> invoice_of(http::Request& request) const;
    http::Response one_page(http::Request& request, const staff::Account& account, const OpenInvoice& open,
                            const Typed& typed, const Errors& errors) const;
    void show_forms(http::Request& request, http::Dict& values, const OpenInvoice& open, const Typed& typed,
                    const Errors& errors) const;
    void show_events(http::Request& request, const staff::Account& account, http::Dict& values,
                     const std::vector<Event>& events) const;
    http::Response gone(http::Request& request, const staff::Account& account) const;

    const House& house_;
    const staff::Desk& desk_;
};

}  // namespace autojet::payments
