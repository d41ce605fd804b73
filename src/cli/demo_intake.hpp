// What is noted when a vehicle of a demo shop is taken in. What the shop sees for itself is noted only once its clause
// is published and the customer knows of it (policy D0): the demo publishes nothing.
#pragma once

#include "cli/demo_job.hpp"

namespace autojet::cli {

void take_in(store::Tx& tx, Floor& floor, const workshop::WorkOrder& order);

}  // namespace autojet::cli
