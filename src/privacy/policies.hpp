// Which version of the policy each shop has published, kept as data. The program is the ceiling; a version narrows it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "policy/model.hpp"
#include "policy/published.hpp"
#include "store/database.hpp"

namespace autojet::privacy {

// Puts a version in force. Refuses a model that does not parse, or a version that the shop has already
// (`already_published`).
Result<void> publish(store::Tx& tx, std::string_view model_toml);

// A shop's version in force: the model for the page, the table for the gate.
struct InForce {
    policy::Model model;
    policy::Published published;
};

class Policies {
public:
    // Follows what is published while the program runs.
    explicit Policies(store::Database& database);

    // Throws Broken when the shop has published nothing: it may hold no data then.
    [[nodiscard]] std::shared_ptr<const InForce> of(ShopId shop);
    // The same for who is inside a transaction.
    [[nodiscard]] std::shared_ptr<const InForce> of(store::Tx& tx);

private:
    std::shared_ptr<const InForce> find_kept(ShopId shop);

    store::Database& database_;
    std::mutex mutex_;
    std::map<ShopId, std::shared_ptr<const InForce>> kept_;
    std::map<ShopId, unsigned> changes_;
};

}  // namespace autojet::privacy
