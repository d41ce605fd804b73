#include "copies/drill.hpp"

#include "copies/files.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::copies {

namespace {

constexpr std::string_view check_file = "PRAGMA integrity_check";
constexpr std::string_view insert_drill =
    "INSERT INTO restore_drill (shop, drill, digest, made, at_time, trouble) VALUES ($1, $2, $3, $4, $5, $6)";

struct Drill;

}  // namespace

std::filesystem::path drill_folder(const std::filesystem::path& data) {
    return data / "drill";
}

std::string find_damage(const std::filesystem::path& database_file, const Manifest& manifest) {
    const auto connection = store::sqlite::connect(database_file.string());
    std::string answer;
    connection->run(check_file, {}, [&](const store::Row& row) { answer = answer.empty() ? row.text(0) : answer; });
    if (answer != "ok") return "the database file is damaged";
    const auto counts = count_rows(*connection);
    for (const auto& [table, count] : manifest.rows)
        if (!counts.contains(table) || counts.at(table) != count) return "rows are missing in " + table;
    return "";
}

std::string find_trouble(const House& restored) {
    for (const auto& shop : restored.shops.all()) {
        const auto verified =
            restored.database.read(shop.id, [&](store::Tx& tx) { return privacy::verify_ledger(tx, restored.vault); });
        if (!verified) return "the ledger of shop " + std::to_string(shop.id.value()) + " does not hold together";
    }
    return "";
}

void record_drill(const House& house, const ReadManifest& backup, const std::string& trouble) {
    for (const auto& shop : house.shops.all())
        (void)house.database.write(shop.id, [&](store::Tx& tx) -> Result<void> {
            tx.run(insert_drill, tx.new_id<Drill>(), backup.digest, backup.manifest.made, tx.now(), trouble);
            return {};
        });
}

}  // namespace autojet::copies
