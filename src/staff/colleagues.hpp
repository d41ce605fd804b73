// Who works at the bays, for planning: the owner, the desk and the mechanics.
#pragma once

#include <vector>

#include "privacy/actor.hpp"
#include "shop/house.hpp"
#include "staff/roles.hpp"

namespace autojet::staff {

struct Colleague {
    PersonId id;
    Role role{};
    std::string first_name;  // empty when it may not be opened, or none was given yet
};

// Those who have not left and whose role does work, in the order in which they came.
std::vector<Colleague> colleagues(store::Tx& tx, const House& house, const privacy::Actor& actor,
                                  policy::Openings& openings);

// The same without opening anything: whether this is one of them.
bool is_colleague(store::Tx& tx, PersonId account);

}  // namespace autojet::staff
