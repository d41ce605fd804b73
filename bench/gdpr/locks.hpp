// The product's own rooms on a folder of their own, put together as the program does it: store, keys, vault, gate,
// ledger.
#pragma once

#include <filesystem>
#include <memory>

#include "base/clock.hpp"
#include "privacy/gate.hpp"
#include "privacy/ledger.hpp"
#include "store/database.hpp"

namespace bench::gdpr {

// A shop with its published policy and all tables; `more_tables` is a script.
struct Locks {
    Locks(const std::filesystem::path& folder, const std::string& more_tables);

    autojet::SystemClock clock;
    std::unique_ptr<autojet::store::Database> database;
    autojet::privacy::KeyStore keys;
    autojet::privacy::Vault vault;
    autojet::privacy::Policies policies;
    autojet::privacy::Gate gate;
    autojet::privacy::Ledger ledger;

private:
    static std::unique_ptr<autojet::store::Database> prepare(const std::filesystem::path& folder,
                                                             const std::string& more_tables,
                                                             const autojet::Clock& clock);
};

}  // namespace bench::gdpr
