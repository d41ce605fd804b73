// What a person asked about the use of their data, as part of what is kept about them.
#pragma once

#include "privacy/standing.hpp"
#include "shop/holder.hpp"

namespace autojet::shop {

// Adds restrictions and objections to the values of the person's record.
void describe_standing(HeldRecord& record, store::Tx& tx, privacy::Vault& vault, PersonId person,
                       const ForRights& warrant);

}  // namespace autojet::shop
