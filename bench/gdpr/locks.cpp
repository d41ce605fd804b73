#include "gdpr/locks.hpp"

#include "app/setup.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/statistics.hpp"

namespace bench::gdpr {

Locks::Locks(const std::filesystem::path& folder, const std::string& more_tables)
    : database(prepare(folder, more_tables, clock)),
      keys(folder / "keys"),
      vault(keys, *database),
      policies(*database),
      gate(policies),
      ledger(*database, vault) {
    (void)policies.of(autojet::ShopId{1});
}

std::unique_ptr<autojet::store::Database> Locks::prepare(const std::filesystem::path& folder,
                                                         const std::string& more_tables, const autojet::Clock& clock) {
    const auto data = folder / "data";
    if (auto added = autojet::app::set_up_shop(data, clock, autojet::app::autojet_shop()); !added)
        throw autojet::Broken(added.error().message);
    const auto path = autojet::app::database_file(data).string();
    const auto connection = autojet::store::sqlite::connect(path);
    if (!more_tables.empty()) connection->run_script(more_tables);
    autojet::store::sqlite::tell_planner(*connection);
    return autojet::store::sqlite::open({.path = path}, clock);
}

}  // namespace bench::gdpr
