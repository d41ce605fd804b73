#include "cli/commands.hpp"

#include <fstream>
#include <iostream>
#include <list>

#include "app/installation.hpp"
#include "app/resources.hpp"
#include "app/setup.hpp"
#include "cli/answers.hpp"
#include "policy/check.hpp"
#include "policy/outline.hpp"
#include "staff/second_factor.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::cli {

namespace {

int report(const std::vector<policy::Finding>& findings) {
    for (const auto& finding : findings) std::cout << finding.where << ": " << finding.what << "\n";
    std::cout << (findings.empty() ? "The policy holds together.\n" : std::to_string(findings.size()) + " to mend.\n");
    return findings.empty() ? 0 : 1;
}

}  // namespace

int init(const app::Config& config) {
    const SystemClock clock;
    const app::DataLock lock(config.data);
    if (app::is_set_up(config.data))
        return refused(
            {ErrorCode::conflict, "not_empty", "This data folder holds a shop already; nothing was changed.", ""});
    const auto shop = app::set_up_shop(config.data, clock, app::autojet_shop());
    if (!shop) return refused(shop.error());
    const app::Installation installation(config, clock);  // makes the keys
    std::cout << shop->name << " is set up in " << config.data.string() << "; its keys are in " << config.keys.string()
              << ".\n"
              << "Next: autojet serve --data " << config.data.string() << "\n";
    return 0;
}

int add_shop(const app::Config& config, const Shop& shop) {
    const SystemClock clock;
    if (const auto there = need_shop(config); !there) return refused(there.error());
    const auto added = app::set_up_shop(config.data, clock, shop);
    if (!added) return refused(added.error());
    std::cout << added->name << " is shop " << added->id.value() << " at " << added->hosts.front()
              << ". A server that runs must be started again.\n";
    return 0;
}

int add_staff(const app::Config& config, const NewStaff& wanted) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    const auto shop = shop_of(house, wanted.host);
    if (!shop) return refused(shop.error());
    const auto account = staff::NewAccount::parse(wanted.name, wanted.email, wanted.role,
                                                  from_code(wanted.language).value_or(Language::nl));
    if (!account) return refused(account.error());
    const auto link = house.database.write(*shop, [&](store::Tx& tx) {
        house.ledger.note(tx, privacy::account_made);
        return staff::add(tx, house.vault, *account);
    });
    if (!link) return refused(link.error());
    std::cout << "One-time link to set the password (seven days):\n" << house.shops.load(*shop).url << *link << "\n";
    return 0;
}

int reset_staff(const app::Config& config, const std::string& email, const std::string& host) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    const auto shop = shop_of(house, host);
    if (!shop) return refused(shop.error());
    const auto address = EmailAddress::parse(email);
    if (!address) return refused(address.error());
    const auto reset = house.database.write(*shop, [&](store::Tx& tx) {
        house.ledger.note(tx, staff::second_factor_reset);
        return staff::reset_second_factor(tx, house.vault, *address);
    });
    if (!reset) return refused(reset.error());
    std::cout << "The password alone is asked now: codes and passkeys are gone, and whoever was signed in with this "
                 "account is signed out.\n";
    return 0;
}

int show_policy(const std::string& language) {
    const auto texts = app::policy_texts();
    const auto model = policy::parse(texts.model);
    if (!model) return refused(model.error());
    std::cout << policy::outline(*model, from_code(language).value());
    return 0;
}

int check_policy(const std::filesystem::path& folder) {
    if (folder.empty()) return report(policy::check(app::policy_texts()));
    std::list<std::pair<std::string, std::string>> files;
    policy::Texts texts;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        const auto& [path, text] = files.emplace_back(std::filesystem::relative(entry.path(), folder).generic_string(),
                                                      std::string(std::istreambuf_iterator<char>(in), {}));
        texts.add(path, text);
    }
    return report(policy::check(texts));
}

}  // namespace autojet::cli
