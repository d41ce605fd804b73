// One request, seen from the privacy side: who asks, and what the answer opens. The app attaches it to every request
// and settles it with the ledger before the answer leaves (lock 5).
#pragma once

#include "http/request.hpp"
#include "policy/openings.hpp"
#include "privacy/actor.hpp"

namespace autojet::shop {

struct Visit {
    privacy::Actor actor;
    policy::Openings openings;
};

inline Visit& visit_of(const http::Request& request) {
    return request.attached<Visit>();
}

}  // namespace autojet::shop
