// How a booking is planned at the desk: when, in which bay, by whom, and whether the customer waits.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "booking/booking.hpp"

namespace autojet::calendar {

using booking::Booking;
using booking::BookingId;
using scheduling::ResourceId;
using scheduling::Span;

struct Plan {
    std::optional<PersonId> person;  // of the staff, who does the work
    bool waits = false;              // the customer stays; otherwise the vehicle is left here

    friend bool operator==(const Plan&, const Plan&) = default;
};

struct Placement {
    Span span;
    ResourceId bay;
    Plan plan;

    friend bool operator==(const Placement&, const Placement&) = default;
};

// The same as one word, so that who changes it can say what they saw.
std::string seen_word(const Placement& placement);

Placement placement_of(store::Tx& tx, const Booking& booking);

// Nobody, and leaves the vehicle, when nothing was said.
Plan plan_of(store::Tx& tx, BookingId id);
// Of all bookings that touch the span, those of which something was said.
std::map<BookingId, Plan> plans_between(store::Tx& tx, Span span);
void set_plan(store::Tx& tx, BookingId id, const Plan& plan);

}  // namespace autojet::calendar
