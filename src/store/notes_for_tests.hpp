// A database with one table, for the tests of this room: numbered notes of each shop.
#pragma once

#include <gtest/gtest.h>

#include <vector>

#include "base/clock.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::store {

inline constexpr ShopId one{1};
inline constexpr ShopId two{2};

inline constexpr std::string_view insert_note = "INSERT INTO note (shop, number) VALUES ($1, $2)";
inline constexpr std::string_view select_notes = "SELECT number FROM note WHERE shop = $1 ORDER BY number";
inline constexpr std::string_view delete_notes = "DELETE FROM note WHERE shop = $1";

class Notes : public ::testing::Test {
protected:
    Notes() {
        sqlite::connect(path)->run_script(
            "CREATE TABLE note (shop BIGINT NOT NULL, number BIGINT NOT NULL, text TEXT, PRIMARY KEY (shop, number)) "
            "WITHOUT ROWID");
        database = sqlite::open({.path = path}, clock);
    }

    static void add(Tx& tx, std::int64_t number) { tx.run(insert_note, number); }
    static std::vector<std::int64_t> numbers(Tx& tx) {
        return tx.all(select_notes, [](const Row& row) { return row.integer(0); });
    }
    Result<void> put(std::int64_t number, ShopId shop = one) {
        return database->write(shop, [&](Tx& tx) -> Result<void> { return add(tx, number), Result<void>{}; });
    }
    std::vector<std::int64_t> numbers(ShopId shop = one) {
        return database->read(shop, [](Tx& tx) { return numbers(tx); });
    }

    FolderForTests folder;
    const std::string path = (folder / "notes.db").string();
    ManualClock clock{Instant{std::chrono::seconds{1'800'000'000}}};
    std::unique_ptr<Database> database;
};

}  // namespace autojet::store
