// The people who work in a demo shop. They are invited and have not signed in yet: the first owner is who comes first.
#pragma once

#include <vector>

#include "privacy/actor.hpp"
#include "scheduling/rules.hpp"
#include "shop/house.hpp"

namespace autojet::cli {

struct Crew {
    privacy::Actor desk;
    std::vector<privacy::Actor> mechanics;

    // Each mechanic has bays of their own.
    [[nodiscard]] const privacy::Actor& at(const scheduling::Rules& rules, scheduling::ResourceId bay) const;
};

// Those who are there already stay.
Crew hire(const House& house, ShopId shop, Instant since);

}  // namespace autojet::cli
