// Quotes, the agreed price and the invoice of an order at the desk. Every page works without a script.
#pragma once

#include "accounts/businesses.hpp"
#include "http/router.hpp"
#include "quotes/order_invoice.hpp"
#include "quotes/quote_words.hpp"
#include "shop/site.hpp"
#include "staff/desk.hpp"

namespace autojet::quotes {

class QuoteDesk {
public:
    QuoteDesk(const Quoting& quoting, const shop::Site& site, const staff::Desk& desk)
        : quoting_(quoting), site_(site), desk_(desk) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (QuoteDesk::*)(http::Request&, const staff::Account&, const WorkOrder&) const;
    // Of the order in the address; 404 when there is none.
    [[nodiscard]] http::Handler guarded(Page page) const;
    [[nodiscard]] static bool names_quote(const http::Request& request);
    // Whether the quote in the address is one of this order; of another it is none.
    [[nodiscard]] static std::optional<Quote> quote_in(store::Tx& tx, const http::Request& request,
                                                       const WorkOrder& order);

    http::Response show(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    // quote_desk_page.cpp
    http::Response page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                        const Errors& errors) const;
    Result<void> fill(store::Tx& tx, http::Request& request, const staff::Account& account, const WorkOrder& order,
                      const Errors& errors, http::Dict& values) const;
    void show_price(store::Tx& tx, http::Request& request, const WorkOrder& order, const ForWork& warrant,
                    http::Dict& values) const;
    void show_draft(store::Tx& tx, http::Request& request, const Whole& whole, const ForWork& warrant,
                    const Errors& errors, http::Dict& values) const;
    void show_sent(store::Tx& tx, http::Request& request, const Whole& whole, const ForWork& warrant,
                   http::Dict& values) const;
    void show_version(store::Tx& tx, http::Request& request, const Whole& whole, const ForWork& warrant,
                      http::Dict& row) const;

    // quote_desk_draft.cpp
    http::Response open_draft(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response take_over(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response add_line(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response set_can_wait(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response remove_line(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response discard(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response preview(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response send(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response withdraw(http::Request& request, const staff::Account& account, const WorkOrder& order) const;

    // quote_desk_price.cpp
    http::Response answer(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response resume(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response consent(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response absorb(http::Request& request, const staff::Account& account, const WorkOrder& order) const;

    // `work(tx, quote, warrant, actor)` in one transaction, and back to the page; with the refusal when there is one.
    template <class F>
    http::Response change(http::Request& request, const staff::Account& account, const WorkOrder& order,
                          F&& work) const;

    static std::string url_of(const WorkOrder& order) { return "/desk/orders/" + order.reference + "/quote"; }
    [[nodiscard]] std::string say(const http::Request& request, std::string_view english) const {
        return desk_.say(request, english);
    }
    [[nodiscard]] const House& house() const { return quoting_.house(); }

    const Quoting& quoting_;
    const shop::Site& site_;
    const staff::Desk& desk_;
};

// The invoice of an order, in one tap: everything on it is decided already, but for whom it is.
class OrderInvoiceDesk {
public:
    OrderInvoiceDesk(const House& house, const staff::Desk& desk) : house_(house), desk_(desk) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (OrderInvoiceDesk::*)(http::Request&, const staff::Account&, const WorkOrder&) const;
    [[nodiscard]] http::Handler guarded(Page page) const;

    http::Response show(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response issue(http::Request& request, const staff::Account& account, const WorkOrder& order) const;
    http::Response page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                        const accounts::TypedInvoice& typed, const Errors& errors) const;

    const House& house_;
    const staff::Desk& desk_;
};

}  // namespace autojet::quotes
