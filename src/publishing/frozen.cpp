#include "publishing/frozen.hpp"

#include "policy/version.hpp"
#include "shop/controller.hpp"

namespace autojet::publishing {

namespace {

policy::Model model_of(const privacy::Version& version, const Shop& shop) {
    auto model = policy::parse(version.model_toml).value();
    if (version.digest.empty()) model.controller = shop::controller_of(shop);
    return model;
}

}  // namespace

std::string day_text(std::string_view version, Language language) {
    return format_long_date(parse_date(policy::day_of(version)).value(), language);
}

Frozen::Frozen(privacy::Version version, const Shop& shop, const policy::Texts& of_the_program)
    : version_(std::move(version)), model_(model_of(version_, shop)), texts_(version_.texts(of_the_program)) {}

policy::Page Frozen::policy_page(Language language) const {
    return policy::policy_page(model_, model_.controller, texts_, language);
}

std::optional<Frozen> find_frozen(const House& house, ShopId shop, std::string_view version,
                                  const policy::Texts& of_the_program) {
    auto found = house.database.read(shop, [&](store::Tx& tx) { return privacy::find_version(tx, version); });
    if (!found) return std::nullopt;
    return Frozen(std::move(*found), house.shops.load(shop), of_the_program);
}

Frozen load_latest(const House& house, ShopId shop, const policy::Texts& of_the_program) {
    auto latest = house.database.read(shop, [&](store::Tx& tx) {
        return privacy::find_version(tx, privacy::versions_of(tx).front().version).value();
    });
    return Frozen(std::move(latest), house.shops.load(shop), of_the_program);
}

}  // namespace autojet::publishing
