// The customer's own page of one booking, behind the link in the confirmation: see it, move it, cancel it. Opening the
// link changes nothing, because mail programs open links; only buttons do (peers: mail scanners).
#pragma once

#include "booking/booking_words.hpp"
#include "http/router.hpp"
#include "shop/site.hpp"

namespace autojet::booking {

class ManagePages {
public:
    ManagePages(Bookings& bookings, const shop::Site& site) : bookings_(bookings), site_(site) {}

    void add_routes(http::Router& router);

private:
    // The booking of the link, and whether it is only kept (policy R5).
    struct Linked {
        Booking booking;
        Use use{};
    };
    using Page = http::Response (ManagePages::*)(http::Request&, const Linked&);

    // Finds the booking of the link and makes its person the actor of this visit; else a friendly 404.
    http::Handler with_booking(Page page);

    http::Response booked(http::Request& request, const Linked& linked);
    http::Response overview(http::Request& request, const Linked& linked);
    http::Response calendar(http::Request& request, const Linked& linked);
    http::Response ask_cancel(http::Request& request, const Linked& linked);
    http::Response cancel(http::Request& request, const Linked& linked);
    http::Response ask_move(http::Request& request, const Linked& linked);
    http::Response move(http::Request& request, const Linked& linked);

    // booking_consent.cpp
    struct Refused {
        std::string clause;
        Errors errors;
    };
    [[nodiscard]] bool asks_consent(const http::Request& request) const;
    void show_consents(http::Request& request, http::Dict& values, const Linked& linked, const Refused& refused) const;
    http::Response give_consent(http::Request& request, const Linked& linked);
    http::Response withdraw_consent(http::Request& request, const Linked& linked);

    http::Response overview_page(http::Request& request, const Linked& linked, std::string_view notice, int status,
                                 const Refused& refused = {});
    http::Response move_page(http::Request& request, const Linked& linked, const Errors& errors);
    void show(http::Dict& values, const http::Request& request, const Linked& linked) const;
    void show_person(http::Request& request, http::Dict& values, const Booking& booking);
    std::string url(const http::Request& request, const Booking& booking) const;

    Bookings& bookings_;
    const shop::Site& site_;
};

}  // namespace autojet::booking
