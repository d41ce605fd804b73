// Who wrote what into a register, and when. It is kept as long as the ledger (policy K1, class ledger).
#pragma once

#include <string_view>

#include "policy/published.hpp"
#include "privacy/actor.hpp"
#include "store/tx.hpp"

namespace autojet::registers {

struct ChangeEntry;
using ChangeId = Id<ChangeEntry>;

// `what` names the register and the thing: "recipient:whatsapp", "breach:71". Answers the number of the entry.
ChangeId record_change(store::Tx& tx, std::string_view what, const privacy::Actor& actor);

std::int64_t forget_changes(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::registers
