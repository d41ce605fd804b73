// Correcting what a record says (policy R2).
#pragma once

#include "customers/customers.hpp"

namespace autojet::customers {

// Puts these details in the place of what the record has, sealed values and indexes alike. What waits to be sent reads
// them when it goes. Refused with `not_found`.
Result<void> correct(store::Tx& tx, privacy::Vault& vault, PersonId person, const Details& details);

}  // namespace autojet::customers
