#include "app/upkeep.hpp"

#include <algorithm>

#include "http/log.hpp"

namespace autojet::app {

namespace {

constexpr std::chrono::hours a_day{24};
constexpr int ledger_rounds = 100;

// A key is durable before the row that needs it; what a refusal or a crash left without a row goes after a day.
void sweep_orphans(const House& house, const std::vector<Holder>& holders, ShopId shop) {
    const auto knows = [&](store::Tx& tx, PersonId person) {
        return std::ranges::any_of(holders, [&](const Holder& holder) { return holder.knows(tx, person); });
    };
    const auto count = house.database.read(shop, [&](store::Tx& tx) {
        return house.vault.sweep_orphans(shop, tx.now() - a_day, [&](PersonId person) { return knows(tx, person); });
    });
    if (count > 0) http::log(http::Level::info, "swept {} keys that nobody needed", count);
}

Observation seen(Verdict verdict, std::string nl, std::string en) {
    return {verdict, {std::move(nl), std::move(en)}};
}

}  // namespace

Module upkeep_module(const House& house, const std::vector<Holder>& holders) {
    const auto sweep = [&house, &holders](ShopId shop) { sweep_orphans(house, holders, shop); };
    const auto forget = [&house](ShopId shop) {
        const auto in_force = house.policies.of(shop);
        for (int n = 0; n < ledger_rounds; ++n)  // a part in each transaction
            if (house.checkpoints.forget_old(shop, in_force->published) == 0) return;
    };
    return {.name = "upkeep",
            .add_routes = {},
            // What is written between two checkpoints could be cut off unseen: a few minutes of it.
            .jobs = {{"sweep orphaned keys", a_day, sweep},
                     {"forget old ledger entries", a_day, forget},
                     {"sign the ledger", std::chrono::minutes{5},
                      [&house](ShopId shop) { house.checkpoints.sign_newest(shop); }}},
            .overdue = [](store::Tx& tx, const policy::Published& policy) {
                return std::vector{privacy::overdue_entries(tx, policy)};
            }};
}

std::vector<privacy::Overdue> overdue(const House& house, const std::vector<Module>& modules, store::Tx& tx) {
    const auto in_force = house.policies.of(tx);
    const auto& policy = in_force->published;
    std::vector<privacy::Overdue> all;
    for (const auto& module : modules)
        if (module.overdue)
            for (auto& line : module.overdue(tx, policy)) all.push_back(std::move(line));
    return all;
}

Observer overdue_observer(const House& house, const std::vector<Module>& modules) {
    const auto look = [&house, &modules](store::Tx& tx) -> Observation {
        std::int64_t count = 0;
        std::string classes;
        for (const auto& line : overdue(house, modules, tx)) {
            if (line.count == 0) continue;
            count += line.count;
            classes.append(classes.empty() ? "" : ", ").append(policy::name_of(line.retention));
        }
        const auto number = std::to_string(count);
        if (count == 0)
            return seen(Verdict::holds, "Niets is langer bewaard dan hier staat.",
                        "Nothing is kept longer than is said here.");
        return seen(Verdict::fails, number + " rijen zijn te lang bewaard: " + classes + ".",
                    number + " rows are kept too long: " + classes + ".");
    };
    return {"retention", look};
}

}  // namespace autojet::app
