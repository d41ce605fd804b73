// The public JSON interface, version 1: services, free times, booking. Described in src/app/openapi.json; stable.
#pragma once

#include "booking/availability_cache.hpp"
#include "booking/booking.hpp"
#include "http/router.hpp"
#include "shop/site.hpp"

namespace autojet::booking {

class Api {
public:
    Api(Bookings& bookings, const shop::Site& site, AvailabilityCache& cache)
        : bookings_(bookings), site_(site), cache_(cache) {}

    void add_routes(http::Router& router);

private:
    http::Response services(http::Request& request) const;
    http::Response availability(http::Request& request);
    http::Response book(http::Request& request);

    Bookings& bookings_;
    const shop::Site& site_;
    AvailabilityCache& cache_;
};

}  // namespace autojet::booking
