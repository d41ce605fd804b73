// Invoices for the finished work of a demo shop: consumers and businesses, deposits, credit notes, things paid before;
// and the books that follow from them.
#pragma once

#include <cstdint>

#include "base/clock.hpp"
#include "booking/booking.hpp"

namespace autojet::cli {

// For the newest finished bookings without an invoice, oldest first, each on the day of its work; answers how many
// documents were issued. Sets the clock to those days.
std::int64_t invent_invoices(const House& house, booking::Bookings& bookings, ManualClock& clock, Instant now,
                             std::int64_t wanted, std::uint64_t seed);

}  // namespace autojet::cli
