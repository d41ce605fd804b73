// Signed statements of where the ledger ended: an end that was cut off shows, and so does a chain that was forged by
// somebody without the shop's signing key. The newest one is kept with the keys as well, apart from the data.
#pragma once

#include "privacy/ledger.hpp"
#include "privacy/signer.hpp"

namespace autojet::privacy {

struct Checkpoint {
    std::int64_t sequence = 0;
    Instant at;
    std::string hash;  // hex
    std::string signature;
};

struct LedgerReport {
    std::int64_t entries = 0;
    std::int64_t checkpoints = 0;
    std::optional<Checkpoint> newest;
};

class Checkpoints {
public:
    Checkpoints(store::Database& database, Vault& vault, Signer& signer)
        : database_(database), vault_(vault), signer_(signer) {}

    // Signs the newest entry; nothing when there is none, or when it is signed already.
    std::optional<Checkpoint> sign_newest(ShopId shop);

    // Walks the chain and every checkpoint. Refuses with `chain_broken`, `checkpoint_forged`, or `end_cut_off` when the
    // ledger ends before a checkpoint that is known to the keys or the data.
    [[nodiscard]] Result<LedgerReport> verify(store::Tx& tx) const;

    // Deletes entries, and their checkpoints, that are older than the policy lets them be (policy K1, class ledger);
    // answers how many entries. Of the checkpoints of a day that is over the last one stays.
    std::int64_t forget_old(ShopId shop, const policy::Published& policy);

private:
    store::Database& database_;
    Vault& vault_;
    Signer& signer_;
};

}  // namespace autojet::privacy
