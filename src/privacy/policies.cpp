#include "privacy/policies.hpp"

namespace autojet::privacy {

namespace {

constexpr std::string_view insert_version =
    "INSERT INTO policy_version (shop, version, published, model) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
constexpr std::string_view select_latest =
    "SELECT model FROM policy_version WHERE shop = $1 ORDER BY version DESC LIMIT 1";

}  // namespace

Result<void> publish(store::Tx& tx, std::string_view model_toml) {
    const auto model = policy::parse(model_toml);
    if (!model) return tl::unexpected(model.error());
    if (tx.run(insert_version, model->version, tx.now(), model_toml) == 0)
        return refuse(ErrorCode::conflict, "already_published", "This version has been published already.");
    return {};
}

std::shared_ptr<const InForce> Policies::of(ShopId shop) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = kept_.find(shop); found != kept_.end()) return found->second;
    }
    const auto toml = database_.read(shop, [](store::Tx& tx) {
        return tx.find(select_latest, [](const store::Row& row) { return row.text(0); });
    });
    if (!toml) throw Broken("a shop without a published policy may not open personal data");
    auto model = policy::parse(*toml);
    if (!model) throw Broken("a published policy cannot be read: " + model.error().message);
    auto made = std::make_shared<const InForce>(InForce{*model, policy::Published(*model)});
    const std::scoped_lock lock(mutex_);
    return kept_.try_emplace(shop, std::move(made)).first->second;
}

}  // namespace autojet::privacy
