// The ledger of openings (lock 5): for each response that opened personal data, or was refused it, one entry: who, for
// which purposes, which categories, whose (as digests that shredding unlinks; PersonId{} is nobody in particular, and
// leaves none). Entries form a hash chain for each shop.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "policy/openings.hpp"
#include "policy/published.hpp"
#include "privacy/actor.hpp"
#include "privacy/overdue.hpp"
#include "privacy/vault.hpp"
#include "store/database.hpp"

namespace autojet::privacy {

// Sentences of the provider's entries; msgids. The first one is about everybody whom the shop knows.
inline constexpr std::string_view shop_exported = "The whole shop was exported for the shop";
inline constexpr std::string_view account_made = "An account for staff was made";
inline constexpr std::string_view backup_made = "A backup was made";
inline constexpr std::string_view backup_restored = "A backup was restored";

class Ledger {
public:
    Ledger(store::Database& database, Vault& vault);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    // Writes what was opened and refused and returns when it is on disk. Nothing personal may leave before that. The
    // entries of responses that wait at the same time are written by one of them, in one transaction.
    void settle(ShopId shop, const Actor& actor, policy::Openings& openings);

    // The same inside a transaction that writes anyway.
    void append(store::Tx& tx, const Actor& actor, policy::Openings& openings);

    // What the provider of the system did at its command line (policy S3). `what` is one of the sentences below.
    void note(store::Tx& tx, std::string_view what);

private:
    struct Waiting;

    void write_waiting(ShopId shop);
    std::vector<Waiting*> take_waiting(ShopId shop);

    store::Database& database_;
    Vault& vault_;
    std::mutex mutex_;
    std::map<ShopId, std::vector<Waiting*>> waiting_;
};

// Deletes entries that are older than the policy lets them be (policy K1, class ledger), ten thousand at most; answers
// how many. The chain goes on from the oldest that stays.
std::int64_t forget_old_entries(store::Tx& tx, const policy::Published& policy);

// Entries that should have gone.
[[nodiscard]] Overdue overdue_entries(store::Tx& tx, const policy::Published& policy);

// Walks the chain of this shop and answers how many entries it has. Refuses with `chain_broken`, naming the first entry
// that does not fit. That the newest entries were cut off, the chain alone does not show.
Result<std::int64_t> verify_ledger(store::Tx& tx, Vault& vault);

}  // namespace autojet::privacy
