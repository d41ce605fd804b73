// Who did not pay in time is reminded, step by step; some are left alone for a reason.
#pragma once

#include "cli/demo_crew.hpp"

namespace autojet::cli {

// Of what is open today.
void invent_reminders(const House& house, ShopId shop, const Crew& crew, CivilDate today, std::uint64_t seed);

}  // namespace autojet::cli
