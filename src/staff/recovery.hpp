// Ten codes on paper, for the day when neither phone nor passkey is there.
#pragma once

#include "staff/staff.hpp"

namespace autojet::staff {

using RecoveryCodes = std::vector<std::string>;  // "7K3M-9QXP-...": to be shown once

// How many are left.
std::int64_t recovery_codes_left(store::Tx& tx, PersonId account);

// Ten new ones; those of before are worth nothing.
RecoveryCodes renew_recovery_codes(store::Tx& tx, privacy::Vault& vault, PersonId account);

// Whether it is one of them; it is gone then.
bool use_recovery_code(store::Tx& tx, privacy::Vault& vault, PersonId account, std::string_view typed);

void remove_recovery_codes(store::Tx& tx, PersonId account);

}  // namespace autojet::staff
