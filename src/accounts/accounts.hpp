// The accounts at the desk: issued documents by year, kept whole until their hold lapses (policy P3, K3).
#pragma once

#include "accounts/documents.hpp"
#include "accounts/invoice_desk.hpp"
#include "booking/booking.hpp"
#include "shop/module.hpp"
#include "staff/desk.hpp"

namespace autojet::accounts {

class Accounts {
public:
    Accounts(const House& house, const booking::Bookings& bookings, const staff::Desk& desk,
             InvoiceDesk::AlsoOfBooking also_of_booking = {})
        : house_(house), desk_(desk), invoices_(house, bookings, desk, std::move(also_of_booking)) {}

    // Its routes and jobs use the Accounts.
    [[nodiscard]] Module module() const;

private:
    struct Typed;
    using Page = http::Response (Accounts::*)(http::Request&, const staff::Account&) const;

    void add_routes(http::Router& router) const;
    [[nodiscard]] http::Handler guarded(Page handler) const;

    http::Response show(http::Request& request, const staff::Account& account) const;
    http::Response add(http::Request& request, const staff::Account& account) const;
    http::Response download(http::Request& request, const staff::Account& account) const;
    http::Response page(http::Request& request, const staff::Account& account, const Typed& typed,
                        const Errors& errors) const;

    const House& house_;
    const staff::Desk& desk_;
    InvoiceDesk invoices_;
};

// What the archive keeps about people, for their rights: told, never erased before its time.
[[nodiscard]] Holder documents_holder();

}  // namespace autojet::accounts
