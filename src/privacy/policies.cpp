#include "privacy/policies.hpp"

#include <algorithm>

#include "privacy/shown.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view select_models =
    "SELECT model, published FROM policy_version WHERE shop = $1 ORDER BY version DESC";

struct Stored {
    policy::Model model;
    Instant published;
};

Stored stored_from(const store::Row& row) {
    auto model = policy::parse(row.text(0));
    if (!model) throw Broken("a published policy cannot be read: " + model.error().message);
    return {std::move(*model), row.instant(1)};
}

bool allows_more(const policy::Published& now, const policy::Published& then) {
    for (const auto purpose : policy::all_purposes)
        if ((now.opened_by(purpose) & ~then.opened_by(purpose)).any()) return true;
    const auto gained = [&](const auto& all, auto has) {
        return std::ranges::any_of(all, [&](auto each) { return has(now, each) && !has(then, each); });
    };
    return gained(policy::all_recipients, [](const auto& version, auto each) { return version.names(each); }) ||
           gained(policy::all_clauses, [](const auto& version, auto each) { return version.has(each); });
}

// Appointments can be moved; nobody moves one further than this.
constexpr std::chrono::days far_ahead{366};

// What was collected before `superseded` under a shorter period is gone a while after it: until then that one holds.
void hold_back_periods(policy::Model& model, const policy::Model& older, Instant superseded, Instant now) {
    for (auto& row : model.classes) {
        const auto* then = policy::find(older.classes, row.name);
        if (!row.period || !then || !then->period || !policy::longer(*then->period, *row.period)) continue;
        if (policy::ends(*then->period, superseded) + far_ahead > now) row.period = then->period;
    }
}

std::shared_ptr<const InForce> read_latest(store::Tx& tx) {
    const auto versions = tx.all(select_models, stored_from);
    if (versions.empty()) throw Broken("a shop without a published policy may not open personal data");
    auto held_back = versions.front().model;
    for (std::size_t n = 1; n < versions.size(); ++n)
        hold_back_periods(held_back, policy::in_force(versions[n].model), versions[n - 1].published, tx.now());
    InForce in_force{versions.front().model, policy::Published(held_back), {}};
    for (std::size_t n = 1; n < versions.size(); ++n) {
        policy::Published then(versions[n].model);
        if (allows_more(in_force.published, then)) in_force.narrower.emplace(then.version(), std::move(then));
    }
    return std::make_shared<const InForce>(std::move(in_force));
}

}  // namespace

const policy::Published* InForce::find_narrower(store::Tx& tx, PersonId person) const {
    if (narrower.empty()) return nullptr;
    const auto found = narrower.find(version_known_to(tx, person));
    return found == narrower.end() ? nullptr : &found->second;
}

Policies::Policies(store::Database& database) : database_(database) {
    database_.after_commit([this](ShopId shop, store::Topic topic) {
        if (topic != store::Topic::policy) return;
        const std::scoped_lock lock(mutex_);
        kept_.erase(shop);
        ++changes_[shop];
    });
}

std::shared_ptr<const InForce> Policies::of(ShopId shop) {
    if (auto kept = find_kept(shop)) return kept;
    unsigned seen = 0;
    {
        const std::scoped_lock lock(mutex_);
        seen = changes_[shop];
    }
    auto read = database_.read(shop, read_latest);
    const std::scoped_lock lock(mutex_);
    if (changes_[shop] == seen) kept_[shop] = read;
    return read;
}

std::shared_ptr<const InForce> Policies::find_kept(ShopId shop) {
    const std::scoped_lock lock(mutex_);
    const auto found = kept_.find(shop);
    return found == kept_.end() ? nullptr : found->second;
}

// What a transaction sees may be older than what is in force, or never come into force: it is not kept.
std::shared_ptr<const InForce> Policies::of(store::Tx& tx) {
    auto kept = find_kept(tx.shop());
    return kept ? kept : read_latest(tx);
}

}  // namespace autojet::privacy
