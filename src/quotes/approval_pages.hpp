// The customer's page of a quote, behind its link and without signing in: each line approved or refused, looked over
// once more, and answered. Opening the link changes nothing, because mail programs open links. The page tells nothing
// of the customer but what is offered to them: no name, no address, no plate.
#pragma once

#include "http/router.hpp"
#include "quotes/quote_words.hpp"
#include "shop/site.hpp"

namespace autojet::quotes {

class ApprovalPages {
public:
    ApprovalPages(const Quoting& quoting, const shop::Site& site) : quoting_(quoting), site_(site) {}

    // The routes use it.
    void add_routes(http::Router& router) const;

private:
    using Page = http::Response (ApprovalPages::*)(http::Request&, const Quote&) const;
    // Of the quote that the link leads to, with its person as the actor of the visit; else a friendly 404.
    [[nodiscard]] http::Handler with_quote(Page page) const;

    http::Response show(http::Request& request, const Quote& quote) const;
    http::Response review(http::Request& request, const Quote& quote) const;
    http::Response answer(http::Request& request, const Quote& quote) const;
    http::Response quote_page(http::Request& request, const Quote& quote, const Errors& errors) const;
    [[nodiscard]] std::string url(const http::Request& request, const Quote& quote) const;
    [[nodiscard]] const House& house() const { return quoting_.house(); }

    const Quoting& quoting_;
    const shop::Site& site_;
};

}  // namespace autojet::quotes
