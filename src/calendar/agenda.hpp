// What is planned in a span of time, as every view of it needs it: the calendar, the wall, the sheet.
#pragma once

#include <vector>

#include "booking/booking_words.hpp"
#include "calendar/state.hpp"

namespace autojet::calendar {

struct Entry {
    Booking booking;
    Plan plan;
    State state{};
    booking::Use use{};

    [[nodiscard]] Placement placement() const { return {booking.span, booking.resource, plan}; }
};

struct Agenda {
    std::vector<Entry> entries;             // by start, then by bay
    std::vector<scheduling::Block> blocks;  // by start

    [[nodiscard]] bool is_empty() const { return entries.empty() && blocks.empty(); }
};

// One question to the database for the bookings, one for their plans, whatever the number of customers.
Agenda agenda(store::Tx& tx, const JobStates& jobs, Span span);

Span span_of(const Zone& zone, CivilDate first, int days);

// The name of a service, or the words for a person whose data is only kept.
std::string service_name(const House& house, const scheduling::Timetable& timetable, const Entry& entry,
                         Language language);

std::string bay_name(const scheduling::Rules& rules, ResourceId bay);

}  // namespace autojet::calendar
