#include "cli/proof_commands.hpp"

#include <iostream>

#include "app/installation.hpp"
#include "app/modules.hpp"
#include "cli/answers.hpp"

namespace autojet::cli {

namespace {

void print(const Shop& shop, const std::vector<proof::Row>& rows, const House& house, Language language) {
    std::cout << shop.name << "\n";
    for (const auto& row : rows) {
        const std::string number = (row.evidence->is_duty() ? "duty " : "") + row.evidence->number;
        std::cout << "  " << number << std::string(number.size() < 8 ? 8 - number.size() : 1, ' ')
                  << house.messages.translate(language, proof::label(row.verdict)) << "  " << row.title.in(language)
                  << "\n";
        for (const auto& seen : row.seen) std::cout << "            " << seen.observation.said.in(language) << "\n";
    }
}

}  // namespace

int prove(const app::Config& config, const ProofWanted& wanted) {
    if (const auto there = need_shop(config); !there) return refused(there.error());
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    app::Modules modules(house, installation.keys(), app::places(config));
    modules.warm_up();
    std::optional<ShopId> only;
    if (!wanted.host.empty()) {
        const auto shop = shop_at(house, wanted.host);
        if (!shop) return refused(shop.error());
        only = *shop;
    }

    bool all_hold = true;
    std::string shops;
    for (const auto& shop : house.shops.all()) {
        if (only && shop.id != *only) continue;
        modules.proof().check(shop.id);
        const auto rows = modules.proof().rows(shop.id);
        all_hold = all_hold && !proof::any_fails(rows);
        if (wanted.as_json)
            shops += (shops.empty() ? "" : ",\n") + proof::json_of(shop, rows, wanted.language);
        else
            print(shop, rows, house, wanted.language);
    }
    const bool several = !only && house.shops.all().size() > 1;
    if (wanted.as_json) std::cout << (several ? "{\"shops\": [" + shops + "]}" : shops) << "\n";
    if (!wanted.as_json) std::cout << (all_hold ? "No promise fails.\n" : "A promise is not kept.\n");
    return all_hold ? 0 : 1;
}

int verify_ledgers(const app::Config& config) {
    if (const auto there = need_shop(config); !there) return refused(there.error());
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    bool all_hold = true;
    for (const auto& shop : house.shops.all()) {
        const auto report = house.database.read(shop.id, [&](store::Tx& tx) { return house.checkpoints.verify(tx); });
        all_hold = all_hold && report.has_value();
        std::cout << shop.name << ": "
                  << (report ? std::to_string(report->entries) + " entries, " + std::to_string(report->checkpoints) +
                                   " checkpoints, whole"
                             : report.error().message)
                  << "\n";
    }
    return all_hold ? 0 : 1;
}

}  // namespace autojet::cli
