// What the ledger says about somebody: when their data was consulted, by whom and for what (policy R1).
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "policy/tables.hpp"
#include "privacy/vault.hpp"
#include "store/tx.hpp"

namespace autojet::privacy {

// One response that opened data of these persons, or was refused it.
struct Consultation {
    Instant at;
    std::string actor;  // "staff", "person", "job": who of the staff is not the person's to know (GDPR 15(4))
    bool opened = true;
    // Purposes and categories, by name.
    std::vector<std::pair<policy::Purpose, std::vector<policy::Category>>> what;
};

// Newest first, `most` at the most: their digests are made anew and looked for, in entries since `from`. It takes as
// long as there are such entries.
std::vector<Consultation> entries_about(store::Tx& tx, Vault& vault, const std::vector<PersonId>& persons,
                                        Instant from = {}, std::size_t most = std::numeric_limits<std::size_t>::max());

}  // namespace autojet::privacy
