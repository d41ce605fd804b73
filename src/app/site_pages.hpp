// The pages of the website that belong to no slice: home, services, privacy policy, cookies, health.
#pragma once

#include "booking/availability_cache.hpp"
#include "booking/booking.hpp"
#include "http/router.hpp"
#include "policy/texts.hpp"
#include "shop/site.hpp"

namespace autojet::app {

class SitePages {
public:
    SitePages(booking::Bookings& bookings, const shop::Site& site, booking::AvailabilityCache& cache);

    void add_routes(http::Router& router);

    // Opening hours of the next seven days' pattern, for the frame of every page.
    static std::vector<shop::HoursLine> hours(const scheduling::Rules& rules, Language language,
                                              const Messages& messages, Instant now);

private:
    http::Response home(http::Request& request);
    http::Response services(http::Request& request);
    http::Response privacy(http::Request& request);
    http::Response cookies(http::Request& request);

    // Pages without anything of the visitor in them are kept for a minute, like answers about free times.
    http::Response kept(http::Request& request, std::string_view name, const std::function<std::string()>& render);

    booking::Bookings& bookings_;
    const shop::Site& site_;
    booking::AvailabilityCache& cache_;
    policy::Texts texts_;
};

}  // namespace autojet::app
