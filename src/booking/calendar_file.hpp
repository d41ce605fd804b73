// An appointment as a calendar file (RFC 5545). There is no person in it: people forward such files (policy D0).
#pragma once

#include <string>

#include "booking/booking.hpp"

namespace autojet::booking {

// What the file says; texts are in the reader's language already.
struct CalendarEntry {
    std::string uid;  // the same for every version of this appointment
    int version = 0;  // grows with each change, so that calendars take the newer one
    Instant written;
    Span span;
    Status status{};
    std::string summary;      // "Hand wash at AutoJet"
    std::string description;  // several lines
    std::string location;     // the shop's address
    std::string url;
    std::string organizer_name;
    std::string organizer_email;  // the shop's
};

// One VEVENT under METHOD:PUBLISH (RFC 5546 3.2.1) in UTC, which is right on both days that shift the clock. A pending
// booking is TENTATIVE, a cancelled one CANCELLED.
std::string calendar_file(const CalendarEntry& entry);

// The booking as it is now, in the reader's language, as `service_name` is already. Its `url` is the customer's own
// page.
CalendarEntry calendar_entry(store::Tx& tx, const Bookings& bookings, const Booking& booking,
                             std::string_view service_name, Language language);

inline constexpr std::string_view calendar_type = "text/calendar; charset=utf-8; method=PUBLISH";

}  // namespace autojet::booking
