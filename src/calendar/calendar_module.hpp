// The slice as the program takes it in.
#pragma once

#include "booking/booking_module.hpp"
#include "calendar/calendar_desk.hpp"
#include "calendar/calendar_wall.hpp"
#include "shop/module.hpp"

namespace autojet::calendar {

class CalendarModule {
public:
    // `jobs` tells how far the work is; empty: nobody writes that down.
    CalendarModule(booking::Bookings& bookings, const staff::Desk& desk, JobStates jobs = {})
        : bookings_(bookings), jobs_(std::move(jobs)), desk_(bookings, desk, jobs_), wall_(bookings, desk, jobs_) {}
    CalendarModule(const CalendarModule&) = delete;
    CalendarModule& operator=(const CalendarModule&) = delete;

    // Its routes, jobs and mails, and what it shows on the pages of bookings, use the CalendarModule.
    [[nodiscard]] Module module();
    [[nodiscard]] booking::PageParts parts() { return desk_.parts(); }

private:
    booking::Bookings& bookings_;
    JobStates jobs_;
    CalendarDesk desk_;
    WallAndSheet wall_;
};

}  // namespace autojet::calendar
