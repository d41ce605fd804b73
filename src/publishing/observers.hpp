// What the running system sees of the versions of its policy.
#pragma once

#include "shop/observation.hpp"

namespace autojet::publishing {

// Whether each version is still what was published (policy V1).
Observation look_at_versions(store::Tx& tx);

}  // namespace autojet::publishing
