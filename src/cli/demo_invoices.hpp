// Invoices for the finished work of a demo shop, as the desk makes them of its orders: consumers and businesses,
// deposits, credit notes, things paid before.
#pragma once

#include <cstdint>

#include "base/clock.hpp"
#include "cli/demo_companies.hpp"
#include "cli/demo_crew.hpp"

namespace autojet::cli {

// For the newest collected orders without an invoice, oldest first, each on the day that it was collected; answers how
// many documents were issued. Sets the clock to those days.
std::int64_t invent_invoices(const House& house, const Clients& clients, const Crew& crew, ManualClock& clock,
                             Instant now, std::int64_t wanted, std::uint64_t seed);

}  // namespace autojet::cli
