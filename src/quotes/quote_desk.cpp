#include "quotes/quote_desk.hpp"

#include "booking/reference.hpp"

namespace autojet::quotes {

void QuoteDesk::add_routes(http::Router& router) const {
    using http::Method;
    const std::string order = "/desk/orders/{reference}";
    router.add(Method::get, order + "/quote", guarded(&QuoteDesk::show));
    router.add(Method::post, order + "/quote", guarded(&QuoteDesk::open_draft));
    router.add(Method::post, order + "/quote/{quote}/taking-over", guarded(&QuoteDesk::take_over));
    router.add(Method::post, order + "/quote/{quote}/lines", guarded(&QuoteDesk::add_line));
    router.add(Method::post, order + "/quote/{quote}/lines/{line}/urgency", guarded(&QuoteDesk::set_can_wait));
    router.add(Method::post, order + "/quote/{quote}/lines/{line}/removal", guarded(&QuoteDesk::remove_line));
    router.add(Method::post, order + "/quote/{quote}/removal", guarded(&QuoteDesk::discard));
    router.add(Method::post, order + "/quote/{quote}/preview", guarded(&QuoteDesk::preview));
    router.add(Method::post, order + "/quote/{quote}/sending", guarded(&QuoteDesk::send));
    router.add(Method::post, order + "/quote/{quote}/withdrawal", guarded(&QuoteDesk::withdraw));
    router.add(Method::post, order + "/quote/{quote}/answer", guarded(&QuoteDesk::answer));
    router.add(Method::post, order + "/quote/{quote}/resumption", guarded(&QuoteDesk::resume));
    router.add(Method::post, order + "/price/consent", guarded(&QuoteDesk::consent));
    router.add(Method::post, order + "/price/absorption", guarded(&QuoteDesk::absorb));
}

http::Handler QuoteDesk::guarded(Page handler) const {
    return desk_.guarded([this, handler](http::Request& request, const staff::Account& account) {
        const auto reference = booking::reference_from(request.path_parameters.at("reference"));
        const auto order = house().database.read(
            request.shop, [&](store::Tx& tx) { return workshop::find_by_reference(tx, reference); });
        if (!order)
            return desk_.error(request, account, 404, "There is no such work order",
                               "This work order is not there any more.");
        return (this->*handler)(request, account, *order);
    });
}

bool QuoteDesk::names_quote(const http::Request& request) {
    return request.path.find("/quote/") != std::string::npos;
}

std::optional<Quote> QuoteDesk::quote_in(store::Tx& tx, const http::Request& request, const WorkOrder& order) {
    if (!names_quote(request)) return std::nullopt;
    auto quote = find(tx, QuoteId{parse_whole(request.path_parameters.at("quote")).value_or(0)});
    return quote && quote->order == order.id ? quote : std::nullopt;
}

http::Response QuoteDesk::show(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return page(request, account, order, {});
}

}  // namespace autojet::quotes
