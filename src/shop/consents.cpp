#include "shop/consents.hpp"

namespace autojet::shop {

namespace {

using policy::RetentionClass;
using privacy::Category;
using privacy::Consent;
using privacy::PersonalText;

constexpr int consents_at_once = 50;
constexpr int rounds = 20;

HeldRecord record_of(store::Tx& tx, const Consent& consent, PersonId person, const policy::Published& policy,
                     const ForRights& warrant) {
    HeldRecord held{.kind = "consent",
                    .number = std::to_string(consent.id.value()),
                    .title = "Your consent",
                    .collected = consent.given,
                    .source = consent.channel,
                    .policy_version = consent.policy_version,
                    .retention = RetentionClass::consent,
                    .kept_until = std::nullopt,
                    .values = {}};
    if (consent.withdrawn)
        held.kept_until = policy::ends(policy.period(RetentionClass::consent).value(), *consent.withdrawn);
    const auto add = [&](std::string field, std::string_view label, std::string value, bool provided) {
        const auto closed = PersonalText<Category::appointment>::of(person, std::move(value));
        if (auto opened = closed.open_if_covered(warrant))
            held.values.push_back({Category::appointment, std::move(field), label, std::move(*opened), provided});
    };
    add("consent.clause", "You agreed to", consent.clause, true);
    add("consent.given", "Given", format_rfc3339(consent.given), true);
    if (consent.withdrawn) add("consent.withdrawn", "Ended", format_rfc3339(*consent.withdrawn), true);
    if (const auto text = privacy::consent_text(tx, consent.text_hash))
        add("consent.text", "What was shown", *text, false);
    if (consent.guardian)
        if (auto name = consent.guardian->open_if_covered(warrant))
            held.values.push_back({Category::name, "consent.guardian", "Parent or guardian", std::move(*name), true});
    return held;
}

void forget(const House& house, ShopId shop) {
    const auto in_force = house.policies.of(shop);
    for (int round = 0; round < rounds; ++round) {
        const auto gone = house.database.write(shop, [&](store::Tx& tx) -> Result<std::int64_t> {
            return privacy::forget_consents(tx, house.vault, in_force->published, consents_at_once);
        });
        if (*gone < consents_at_once) return;
    }
}

}  // namespace

Module consents_module(const House& house) {
    const auto describe = [&house](store::Tx& tx, PersonId person, const ForRights& warrant) {
        const auto in_force = house.policies.of(tx);
        std::vector<HeldRecord> records;
        for (const auto& consent : privacy::consents_of(tx, house.vault, person))
            records.push_back(record_of(tx, consent, person, in_force->published, warrant));
        return records;
    };
    const auto erase = [&house](store::Tx& tx, PersonId person) -> std::vector<Kept> {
        privacy::erase_consents(tx, house.vault, person);
        return {};
    };
    return {.name = "consents",
            .add_routes = {},
            .jobs = {{"forget consents", std::chrono::hours{1}, [&house](ShopId shop) { forget(house, shop); }}},
            .holders = {{.name = "consents",
                         .knows = privacy::has_consents,
                         .describe = describe,
                         .erase = erase,
                         .sealed = {{.table = "consent", .group_column = "consent"}}}},
            .overdue = [](store::Tx& tx, const policy::Published& policy) {
                return std::vector{privacy::overdue_consents(tx, policy)};
            }};
}

}  // namespace autojet::shop
