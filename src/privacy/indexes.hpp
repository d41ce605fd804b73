// The blind indexes of a person, apart from the vault that fills them.
#pragma once

#include "store/tx.hpp"

namespace autojet::privacy {

// Takes the person out of all indexes, before other values take their place (policy R2).
void unindex(store::Tx& tx, PersonId person);

}  // namespace autojet::privacy
