// What the calendar keeps about people: who does the work on a booking, and how it was planned anew. It goes with the
// booking; what is left of one that has gone is swept (policy K2, R1, R3).
#pragma once

#include "privacy/overdue.hpp"
#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::calendar {

[[nodiscard]] Holder calendar_holder();

// Plans and moves of bookings that are not there any more, and who was to do the work once their account is forgotten;
// answers how many rows.
std::int64_t forget_gone(store::Tx& tx);

// Those that the sweep left.
std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::calendar
