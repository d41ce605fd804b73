#include "quotes/quotes.hpp"

#include "quotes/mails.hpp"
#include "quotes/quotes_holder.hpp"

namespace autojet::quotes {

// Nothing is swept but messages: what is kept hangs on the order and goes with it (migrations/001_quotes.sql).
Module Quotes::module() const {
    const auto& house = quoting_.house();
    const auto forget = [&house](ShopId shop) {
        house.database.write(shop, [](store::Tx& tx) -> Result<std::int64_t> { return forget_messages(tx); });
    };
    return {.name = "quotes",
            .add_routes =
                [this](http::Router& router) {
                    pages_.add_routes(router);
                    desk_.add_routes(router);
                    invoices_.add_routes(router);
                },
            .jobs = {{"forget messages about quotes that are gone", std::chrono::hours{1}, forget}},
            .holders = {quotes_holder(house)},
            .mails = {mail_writer(house)}};
}

}  // namespace autojet::quotes
