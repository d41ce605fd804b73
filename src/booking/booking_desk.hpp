// The shop's day: what is planned in which bay, what comes next, and one page for each booking.
#pragma once

#include "booking/booking_form.hpp"
#include "http/router.hpp"
#include "shop/site.hpp"
#include "staff/desk.hpp"

namespace autojet::booking {

// What rooms above add to these pages: each fills sections of its own that the templates include.
struct PageParts {
    using OfDay = std::function<void(http::Request&, const staff::Account&, CivilDate, http::Dict&)>;
    using OfBooking = std::function<void(http::Request&, const staff::Account&, const Booking&, http::Dict&)>;

    OfDay day;          // the board of a day
    OfDay week;         // the table of a week, by its Monday
    OfBooking booking;  // the page of one booking
};

class DeskPages {
public:
    DeskPages(Bookings& bookings, const staff::Desk& desk) : bookings_(bookings), desk_(desk) {}

    void add_routes(http::Router& router);
    // Before anything is asked for.
    void add(PageParts parts) { parts_.push_back(std::move(parts)); }

private:
    using Page = http::Response (DeskPages::*)(http::Request&, const staff::Account&);
    http::Handler guarded(Page page);

    // booking_desk_day.cpp, booking_desk_week.cpp, booking_desk_wanted.cpp
    http::Response day(http::Request& request, const staff::Account& account);
    http::Response week(http::Request& request, const staff::Account& account);
    http::Response wanted(http::Request& request, const staff::Account& account);
    http::Response changes(http::Request& request, const staff::Account& account);

    // booking_desk_one.cpp: by {reference}
    http::Response one(http::Request& request, const staff::Account& account);
    http::Response one_page(http::Request& request, const staff::Account& account, const Booking& booking,
                            const Errors& errors);
    http::Response confirm(http::Request& request, const staff::Account& account);
    http::Response cancel(http::Request& request, const staff::Account& account);
    http::Response link_person(http::Request& request, const staff::Account& account);
    http::Response unlink_person(http::Request& request, const staff::Account& account);

    // booking_desk_new.cpp, booking_desk_block.cpp
    http::Response ask_new(http::Request& request, const staff::Account& account);
    http::Response new_page(http::Request& request, const staff::Account& account, const BookingFields& fields,
                            const Errors& errors);
    http::Response book(http::Request& request, const staff::Account& account);
    http::Response ask_block(http::Request& request, const staff::Account& account);
    http::Response block_page(http::Request& request, const staff::Account& account, const Errors& errors);
    http::Response block(http::Request& request, const staff::Account& account);
    http::Response unblock(http::Request& request, const staff::Account& account);

    std::optional<Booking> find(const http::Request& request);
    http::Response not_found(http::Request& request, const staff::Account& account);
    std::string say(const http::Request& request, std::string_view english) const;

    Bookings& bookings_;
    const staff::Desk& desk_;
    std::vector<PageParts> parts_;
};

}  // namespace autojet::booking
