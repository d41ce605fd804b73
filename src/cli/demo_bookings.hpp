// Appointments of a demo shop: over the past months, thick around today, and some weeks ahead.
#pragma once

#include <vector>

#include "booking/booking.hpp"
#include "cli/demo_companies.hpp"

namespace autojet::cli {

// Those that were made, by start; cancelled ones are left out of the list but not of the count. Adds bays when the shop
// is too small for so many.
struct Appointments {
    struct One {
        booking::BookingId id;
        scheduling::Span span;
    };
    std::vector<One> stand;
    std::int64_t count = 0;
};
Appointments invent_bookings(const House& house, booking::Bookings& bookings, const Clients& clients, Instant now,
                             std::int64_t wanted, std::uint64_t seed);

}  // namespace autojet::cli
