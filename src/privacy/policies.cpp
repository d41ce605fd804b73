#include "privacy/policies.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view insert_version =
    "INSERT INTO policy_version (shop, version, published, model) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view select_latest =
    "SELECT model FROM policy_version WHERE shop = $1 ORDER BY version DESC LIMIT 1";

std::shared_ptr<const InForce> read_latest(store::Tx& tx) {
    const auto toml = tx.find(select_latest, [](const store::Row& row) { return row.text(0); });
    if (!toml) throw Broken("a shop without a published policy may not open personal data");
    auto model = policy::parse(*toml);
    if (!model) throw Broken("a published policy cannot be read: " + model.error().message);
    policy::Published published(*model);
    return std::make_shared<const InForce>(InForce{std::move(*model), std::move(published)});
}

}  // namespace

Result<void> publish(store::Tx& tx, std::string_view model_toml) {
    const auto model = policy::parse(model_toml);
    if (!model) return tl::unexpected(model.error());
    if (tx.run(insert_version, model->version, tx.now(), model_toml) == 0)
        return refuse(ErrorCode::conflict, "already_published", "This version has been published already.");
    tx.announce(store::Topic::policy);
    return {};
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
