// What stands between somebody's data and a purpose that the shop's policy allows otherwise. The gate asks both, for
// each person of a warrant.
#pragma once

#include <string_view>

#include "policy/published.hpp"
#include "privacy/policies.hpp"
#include "store/tx.hpp"

namespace autojet::privacy {

// The categories that may still be opened. `reason` and `message` (a msgid) say why, when it is not all of them.
struct Limit {
    policy::Categories allowed = policy::Categories{}.set();
    std::string_view reason = {};
    std::string_view message = {};
};

// What the person asked for: a restriction (policy R5), an objection (policy R4), a consent that is not there (policy
// R7). Answering a request about their rights, and what the law demands, are never limited.
Limit limit_of_standing(store::Tx& tx, PersonId person, policy::Purpose purpose, const InForce& in_force);

// What the person was shown or told: data collected under an older version is not reached by what a newer one widens
// (policy V1, GDPR 13(3)).
Limit limit_of_version(store::Tx& tx, PersonId person, policy::Purpose purpose, const InForce& in_force);

}  // namespace autojet::privacy
