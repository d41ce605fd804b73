// The work of a demo shop: what was planned for whom, orders for what came in, some without an appointment, with quotes
// and what turned out dearer; today in every state.
#pragma once

#include "cli/demo_bookings.hpp"
#include "cli/demo_crew.hpp"
#include "workshop/orders.hpp"

namespace autojet::cli {

// For the newest of the finished appointments, `most` at most, and those to come; answers how many orders there are.
std::int64_t invent_orders(const House& house, booking::Bookings& bookings, const Clients& clients, const Crew& crew,
                           const Appointments& appointments, Instant now, std::int64_t most, std::uint64_t seed);

}  // namespace autojet::cli
