#include <fstream>
#include <iostream>
#include <iterator>

#include "app/installation.hpp"
#include "cli/answers.hpp"
#include "cli/commands.hpp"
#include "rights/import.hpp"

namespace autojet::cli {

namespace {

// No more than an export can have.
std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(rights::longest_export + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

}  // namespace

int import_export(const app::Config& config, const std::filesystem::path& file, const std::string& host) {
    const SystemClock clock;
    const app::Installation installation(config, clock);
    const House& house = installation.house();
    const auto shop = shop_of(house, host);
    if (!shop) return refused(shop.error());
    const auto records = rights::from_json(content_of(file));
    if (!records) return refused(records.error());
    const auto count =
        house.database.write(*shop, [&](store::Tx& tx) { return rights::import_records(tx, house.vault, *records); });
    if (!count) return refused(count.error());
    std::cout << *count << (*count == 1 ? " person was" : " people were") << " read in with " << records->size()
              << " records.\n";
    return 0;
}

}  // namespace autojet::cli
