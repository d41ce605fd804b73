#include "booking/booking_desk.hpp"

#include "booking/booking_words.hpp"

namespace autojet::booking {

http::Handler DeskPages::guarded(Page page) {
    return desk_.guarded([this, page](http::Request& request, const staff::Account& account) {
        return (this->*page)(request, account);
    });
}

void DeskPages::add_routes(http::Router& router) {
    using http::Method;
    router.add(Method::get, "/desk/day", guarded(&DeskPages::day));
    router.add(Method::get, "/desk/week", guarded(&DeskPages::week));
    router.add(Method::get, "/desk/wanted", guarded(&DeskPages::wanted));
    router.add(Method::get, "/desk/events", guarded(&DeskPages::changes));
    router.add(Method::get, "/desk/bookings/new", guarded(&DeskPages::ask_new));
    router.add(Method::post, "/desk/bookings", guarded(&DeskPages::book));
    router.add(Method::get, "/desk/bookings/{reference}", guarded(&DeskPages::one));
    router.add(Method::post, "/desk/bookings/{reference}/confirmation", guarded(&DeskPages::confirm));
    router.add(Method::post, "/desk/bookings/{reference}/cancellation", guarded(&DeskPages::cancel));
    router.add(Method::post, "/desk/bookings/{reference}/links", guarded(&DeskPages::link_person));
    router.add(Method::post, "/desk/bookings/{reference}/unlinking", guarded(&DeskPages::unlink_person));
    router.add(Method::get, "/desk/blocks/new", guarded(&DeskPages::ask_block));
    router.add(Method::post, "/desk/blocks", guarded(&DeskPages::block));
    router.add(Method::post, "/desk/blocks/{block}/removal", guarded(&DeskPages::unblock));
}

std::optional<Booking> DeskPages::find(const http::Request& request) {
    const auto reference = reference_from(request.path_parameters.at("reference"));
    return bookings_.house().database.read(request.shop,
                                           [&](store::Tx& tx) { return find_by_reference(tx, reference); });
}

http::Response DeskPages::not_found(http::Request& request, const staff::Account& account) {
    http::Dict values;
    values.set("STATUS", 404).set("HEADING", say(request, "There is no such booking"));
    values.set("TEXT", say(request, "The number may have been misheard, or the booking has been erased."));
    return desk_.page(request, account, "desk_error.html", values,
                      {.title = say(request, "There is no such booking"), .description = "", .status = 404});
}

std::string DeskPages::say(const http::Request& request, std::string_view english) const {
    return bookings_.house().messages.translate(request.language, english);
}

// News without data: the page that hears of a change asks for itself again, and is settled like any other.
http::Response DeskPages::changes(http::Request& request, const staff::Account&) {
    return http::event_stream(bookings_.house().events.subscribe(request.shop, "desk"));
}

}  // namespace autojet::booking
