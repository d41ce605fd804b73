// Who stands behind an account, for the pages of the owner.
#pragma once

#include "policy/personal.hpp"
#include "staff/staff.hpp"

namespace autojet::staff {

// Nothing once the account is forgotten.
std::optional<Role> role_of(store::Tx& tx, PersonId account);

// The name, closed; nothing when the account is forgotten, or has none yet.
std::optional<privacy::PersonalText<policy::Category::staff>> name_of(store::Tx& tx, privacy::Vault& vault,
                                                                      PersonId account);

// The address to sign in with; the same.
std::optional<privacy::PersonalText<policy::Category::staff>> email_of(store::Tx& tx, privacy::Vault& vault,
                                                                       PersonId account);

}  // namespace autojet::staff
