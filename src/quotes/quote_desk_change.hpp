// How the desk changes a quote; for the files of QuoteDesk.
#pragma once

#include "quotes/quote_desk.hpp"
#include "shop/visit.hpp"

namespace autojet::quotes {

template <class F>
http::Response QuoteDesk::change(http::Request& request, const staff::Account& account, const WorkOrder& order,
                                 F&& work) const {
    auto& visit = shop::visit_of(request);
    const auto done = house().database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto quote = quote_in(tx, request, order);
        if (names_quote(request) && !quote)
            return autojet::refuse(ErrorCode::not_found, "not_found", "This quote is not there any more.");
        return work(tx, quote ? quote->id : QuoteId{}, *warrant, shop::visit_of(request).actor);
    });
    if (!done) return page(request, account, order, {done.error()});
    return http::redirect_see_other(url_of(order));
}

}  // namespace autojet::quotes
