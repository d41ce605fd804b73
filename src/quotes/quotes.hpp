// The slice as the program takes it in.
#pragma once

#include "quotes/approval_pages.hpp"
#include "quotes/quote_desk.hpp"
#include "shop/module.hpp"

namespace autojet::quotes {

class Quotes {
public:
    Quotes(const workshop::Orders& orders, const shop::Site& site, const staff::Desk& desk)
        : quoting_(orders), pages_(quoting_, site), desk_(quoting_, site, desk), invoices_(orders.house(), desk) {}

    // Its routes and jobs use the Quotes.
    [[nodiscard]] Module module() const;

private:
    Quoting quoting_;
    ApprovalPages pages_;
    QuoteDesk desk_;
    OrderInvoiceDesk invoices_;
};

}  // namespace autojet::quotes
