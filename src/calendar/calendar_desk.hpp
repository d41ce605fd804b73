// The calendar at the desk: what the pages of a day and a week show as one, its events, and planning a booking anew by
// a form, which is how it works without dragging and without JavaScript.
#pragma once

#include "booking/booking_desk.hpp"
#include "calendar/agenda.hpp"
#include "calendar/moves.hpp"
#include "http/router.hpp"
#include "staff/colleagues.hpp"
#include "staff/desk.hpp"

namespace autojet::calendar {

class CalendarDesk {
public:
    CalendarDesk(booking::Bookings& bookings, const staff::Desk& desk, const JobStates& jobs)
        : bookings_(bookings), moves_(bookings), desk_(desk), jobs_(jobs) {}

    void add_routes(http::Router& router);
    // Uses the CalendarDesk.
    [[nodiscard]] booking::PageParts parts();

private:
    using Request = http::Request;
    using Account = staff::Account;
    using Page = http::Response (CalendarDesk::*)(Request&, const Account&);
    http::Handler guarded(Page page);

    // calendar_feed.cpp: the events of a day, with names; of a week, without (who is coming is opened for those whose
    // turn it is).
    http::Response day_events(Request& request, const Account& account);
    http::Response week_events(Request& request, const Account& account);

    // calendar_parts.cpp
    void show_calendar(Request& request, CivilDate first, int days, http::Dict& values);
    void show_people(const Request& request, const std::vector<staff::Colleague>& team, Span span, http::Dict& values);

    // calendar_moves.cpp: by {reference}
    http::Response ask_move(Request& request, const Account& account);
    http::Response move(Request& request, const Account& account);
    http::Response undo(Request& request, const Account& account);
    http::Response answer(Request& request, const Account& account, const Booking& booking, const Result<Moved>& moved);
    http::Response moves_page(Request& request, const Account& account, const Booking& booking, const Errors& errors);

    // calendar_plan_form.cpp
    void show_plan(Request& request, const Booking& booking, http::Dict& values, const Errors& errors);
    void show_moves(store::Tx& tx, const Request& request, const Booking& booking,
                    const std::vector<staff::Colleague>& team, http::Dict& values);
    std::string where_text(const Request& request, const std::vector<staff::Colleague>& team, const Placement& from,
                           const Placement& to) const;
    Result<Placement> placement_from(const http::Form& form, const scheduling::Rules& rules, Errors& errors) const;

    std::optional<Booking> find(const Request& request);
    std::string say(const Request& request, std::string_view english) const;
    [[nodiscard]] const House& house() const { return bookings_.house(); }

    booking::Bookings& bookings_;
    Moves moves_;
    const staff::Desk& desk_;
    const JobStates& jobs_;
};

// "Bo", or their role as long as they gave no name; in the language of the request.
std::string name_of(const Messages& messages, Language language, const staff::Colleague& colleague);

}  // namespace autojet::calendar
