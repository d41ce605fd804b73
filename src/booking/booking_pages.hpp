// Booking on the website, in four steps without JavaScript: service, time, details, check.
#pragma once

#include "booking/availability_cache.hpp"
#include "booking/booking_form.hpp"
#include "http/router.hpp"
#include "shop/site.hpp"

namespace autojet::booking {

class Pages {
public:
    Pages(Bookings& bookings, const shop::Site& site) : bookings_(bookings), site_(site) {}

    void add_routes(http::Router& router);

private:
    http::Response choose_service(http::Request& request, const Errors& errors = {}) const;
    http::Response choose_time(http::Request& request) const;
    http::Response give_details(http::Request& request) const;
    http::Response change_details(http::Request& request) const;
    http::Response review(http::Request& request) const;
    http::Response book(http::Request& request);

    http::Response details_page(http::Request& request, const BookingFields& fields, const Errors& errors) const;
    http::Response summary_page(http::Request& request, const BookingFields& fields) const;
    http::Response taken_page(http::Request& request, const BookingFields& fields) const;

    Bookings& bookings_;
    const shop::Site& site_;
};

// A week of days with their free times, as links and buttons: #DAY, week links, #EMPTY. `page_url` ends where
// "&from=..." can follow. Shared by booking and moving.
struct WeekOfTimes {
    const scheduling::Service* service;
    scheduling::Minutes duration;
    std::optional<CivilDate> from;
    std::string page_url;
    std::optional<VehicleSize> size = {};  // that must fit into the bay
};
void show_week(http::Dict& values, Bookings& bookings, ShopId shop, Language language, const WeekOfTimes& week);

}  // namespace autojet::booking
