// How far the open orders are, for a board: counted, without opening anything.
#pragma once

#include "workshop/order.hpp"

namespace autojet::workshop {

struct OrderSummary {
    int tasks = 0;
    int done = 0;                // or skipped
    std::vector<PersonId> busy;  // whose clocks run
};

// Of those that have tasks.
std::map<WorkOrderId, OrderSummary> summaries_of_open(store::Tx& tx);

}  // namespace autojet::workshop
