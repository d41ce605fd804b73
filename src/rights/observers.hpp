// What the running system sees of requests: their terms, unfinished erasures, and what is kept too long.
#pragma once

#include <vector>

#include "privacy/overdue.hpp"
#include "shop/observation.hpp"

namespace autojet::rights {

//   requests   every request is within its term (GDPR 12(3))
//   erasures   none is stuck, and none is called done before it is (policy R3)
std::vector<Observer> observers();

// Classes rights, rights_contact and session (policy K1).
std::vector<privacy::Overdue> overdue_requests(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::rights
