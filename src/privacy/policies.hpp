// Which version of the policy each shop has published, kept as data. The program is the ceiling; a version narrows it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "policy/model.hpp"
#include "policy/published.hpp"
#include "privacy/versions.hpp"
#include "store/database.hpp"

namespace autojet::privacy {

// A shop's version in force: the model for the page, the table for the gate.
struct InForce {
    policy::Model model;
    // Its periods are no longer than those of a version under which something may still be kept: a longer period
    // reaches nobody who was promised the shorter one.
    policy::Published published;
    // Earlier versions that did not allow all that this one does.
    std::map<std::string, policy::Published, std::less<>> narrower = {};

    // What the version that the person knows allowed, when that is less than what is in force; else null. Asks the
    // database only when there is such a version.
    [[nodiscard]] const policy::Published* find_narrower(store::Tx& tx, PersonId person) const;
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
