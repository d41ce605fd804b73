// The day on a screen in the workshop and on paper. The screen hangs where customers look as well: it names nobody and
// shows no plates. The paper is for the shop, and has everything that one needs when the power is gone.
#pragma once

#include "calendar/agenda.hpp"
#include "calendar/day_mail.hpp"
#include "http/router.hpp"
#include "staff/desk.hpp"

namespace autojet::calendar {

class WallAndSheet {
public:
    WallAndSheet(const booking::Bookings& bookings, const staff::Desk& desk, const JobStates& jobs)
        : bookings_(bookings), desk_(desk), jobs_(jobs) {}

    void add_routes(http::Router& router);

private:
    http::Response wall(http::Request& request);
    // calendar_sheet.cpp
    http::Response sheet(http::Request& request, const staff::Account& account);
    void show_sheet_entry(store::Tx& tx, const http::Request& request, const Entry& entry,
                          const Result<policy::Warrant<policy::Purpose::appointment>>& warrant, http::Dict& row);
    http::Response set_mailing(http::Request& request, const staff::Account& account);

    std::string say(const http::Request& request, std::string_view english) const;

    const booking::Bookings& bookings_;
    const staff::Desk& desk_;
    const JobStates& jobs_;
};

// "7K3M": enough to tell two vehicles apart on a wall.
std::string short_reference(const Booking& booking);

}  // namespace autojet::calendar
