// Invoices at the desk: one tap from a booking, or for somebody who walked in; what was issued; what stands on all.
#pragma once

#include "accounts/businesses.hpp"
#include "accounts/invoices.hpp"
#include "booking/booking.hpp"
#include "http/router.hpp"
#include "staff/desk.hpp"

namespace autojet::accounts {

class InvoiceDesk {
public:
    // What another slice does with the invoice of a booking, in the same transaction.
    using AlsoOfBooking = std::function<Result<void>(store::Tx&, booking::BookingId, const Document&, Money gross,
                                                     const privacy::Actor&)>;

    InvoiceDesk(const House& house, const booking::Bookings& bookings, const staff::Desk& desk, AlsoOfBooking also)
        : house_(house), bookings_(bookings), desk_(desk), also_(std::move(also)) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (InvoiceDesk::*)(http::Request&, const staff::Account&) const;
    struct Issued;
    using Load = std::function<Result<std::string>(store::Tx&, privacy::Vault&, const Document&, const ForBooks&)>;

    [[nodiscard]] http::Handler guarded(Page handler) const;
    [[nodiscard]] std::optional<booking::Booking> booking_of(const http::Request& request) const;
    [[nodiscard]] InvoiceSettings settings(const http::Request& request) const;
    // Of the customer of the booking; else the one that the address names.
    [[nodiscard]] std::vector<Business> businesses(http::Request& request,
                                                   const std::optional<booking::Booking>& booking) const;

    http::Response draw_up(http::Request& request, const staff::Account& account) const;
    http::Response issue(http::Request& request, const staff::Account& account) const;
    http::Response show(http::Request& request, const staff::Account& account) const;
    http::Response credit(http::Request& request, const staff::Account& account) const;
    http::Response show_part(http::Request& request, const staff::Account& account) const;
    http::Response credit_part(http::Request& request, const staff::Account& account) const;
    http::Response part_page(http::Request& request, const staff::Account& account, const Errors& errors) const;
    http::Response ubl(http::Request& request, const staff::Account& account) const;
    http::Response pdf(http::Request& request, const staff::Account& account) const;
    http::Response show_settings(http::Request& request, const staff::Account& account) const;
    http::Response change_settings(http::Request& request, const staff::Account& account) const;

    http::Response form_page(http::Request& request, const staff::Account& account, const TypedInvoice& typed,
                             const std::optional<booking::Booking>& booking, const Errors& errors) const;
    http::Response issued_page(http::Request& request, const staff::Account& account, const Errors& errors) const;
    http::Response settings_page(http::Request& request, const staff::Account& account, std::string_view iban,
                                 std::string_view days, bool small_business, const Errors& errors) const;
    http::Response file(http::Request& request, const staff::Account& account, std::string_view type,
                        std::string_view ending, const Load& load) const;
    Result<Issued> load_issued(http::Request& request) const;
    // What the form wants taken off: all of each deposit, by its treatments. Refused beside "deposits".
    Result<std::vector<invoicing::Deposit>> load_deposits(http::Request& request, const TypedInvoice& typed) const;
    http::Response gone(http::Request& request, const staff::Account& account, const Error& error) const;

    struct Issued {
        Document document;
        IssuedInvoice row;
        invoicing::Invoice invoice;
        std::optional<Document> corrects;
        std::vector<Document> credits;
        std::vector<invoicing::Invoice> notes;  // the same credit notes, opened
        bool is_deposit = false;
        Money deposit_left;
        Money open;  // on it, or on what it corrects; below nothing: the shop owes
    };

    const House& house_;
    const booking::Bookings& bookings_;
    const staff::Desk& desk_;
    AlsoOfBooking also_;
};

}  // namespace autojet::accounts
