#include "store/migrate.hpp"

#include <gtest/gtest.h>

#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::store {
namespace {

constexpr Instant monday{std::chrono::seconds{1'800'000'000}};

constexpr std::string_view tyres =
    "CREATE TABLE tyre (                        -- class: customer\n"
    "  shop            BIGINT NOT NULL,         -- [none] the shop\n"
    "  owner           BYTEA NOT NULL,          -- [D1 sealed] whose it is\n"
    "  found           BYTEA,                   -- [D3 index] digest of the plate\n"
    "  stored          BIGINT NOT NULL,         -- [D4 plain] since when\n"
    "  PRIMARY KEY (shop, stored)\n"
    ") /*clustered*/;\n";
constexpr std::string_view shelves =
    "ALTER TABLE tyre ADD COLUMN shelf TEXT;  -- [none] class: customer; where it lies\n";

class Migrate : public ::testing::Test {
protected:
    void apply(std::vector<Migration> migrations, Instant now = monday) {
        migrate(*sqlite::connect(path), migrations, now);
    }
    std::string text(std::string_view sql) {
        std::string answer;
        sqlite::connect(path)->run(sql, {}, [&](const Row& row) { answer += row.text(0); });
        return answer;
    }

    FolderForTests folder;
    const std::string path = (folder / "tyres.db").string();
};

TEST_F(Migrate, applies_each_migration_once) {
    apply({{"tyres/001", tyres}});
    apply({{"tyres/001", tyres}, {"tyres/002", shelves}}, monday + std::chrono::hours{1});
    apply({{"tyres/001", tyres}, {"tyres/002", shelves}}, monday + std::chrono::hours{2});
    EXPECT_EQ(text("SELECT name || '@' || (applied - 1800000000) || ' ' FROM migration ORDER BY name"),
              "tyres/001@0 tyres/002@3600 ");
}

TEST_F(Migrate, refuses_a_migration_that_has_changed_since) {
    apply({{"tyres/001", tyres}});
    const auto changed = std::string(tyres) + " -- and a word more";
    EXPECT_THROW(apply({{"tyres/001", changed}}), Broken);
}

TEST_F(Migrate, leaves_nothing_of_a_migration_that_fails) {
    EXPECT_THROW(apply({{"tyres/001", "CREATE TABLE half (shop BIGINT); CREATE TABLE half (shop BIGINT);"}}), Broken);
    EXPECT_EQ(text("SELECT name FROM sqlite_master WHERE name = 'half'"), "");
    EXPECT_EQ(text("SELECT name FROM migration"), "");
    apply({{"tyres/001", "CREATE TABLE half (shop BIGINT);"}});
}

TEST_F(Migrate, keeps_the_rows_of_a_clustered_table_in_the_order_of_its_key) {
    apply({{"tyres/001", tyres}});
    EXPECT_NE(text("SELECT sql FROM sqlite_master WHERE name = 'tyre'").find("WITHOUT ROWID"), std::string::npos);
    EXPECT_EQ(text("SELECT text FROM migration"), tyres) << "the register has the common dialect";
}

TEST(ColumnNotes, say_what_each_column_holds_and_how) {
    const std::vector<Migration> migrations{{"tyres/001", tyres}, {"tyres/002", shelves}};
    std::string told;
    for (const auto& note : column_notes(migrations))
        told += note.table + "." + note.column + " " + note.retention + " " + note.category + " " +
                std::to_string(static_cast<int>(note.keeping)) + " " + note.meaning + "\n";
    EXPECT_EQ(told,
              "tyre.shop customer none 0 the shop\n"
              "tyre.owner customer D1 2 whose it is\n"
              "tyre.found customer D3 3 digest of the plate\n"
              "tyre.stored customer D4 1 since when\n"
              "tyre.shelf customer none 0 where it lies\n");
}

std::string complaint_about(const std::string& sql) {
    const std::vector<Migration> migrations{{"tyres/003", sql}};
    try {
        (void)column_notes(migrations);
    } catch (const Broken& broken) {
        return broken.what();
    }
    return "";
}

TEST(ColumnNotes, are_missed_where_they_are_missing) {
    const std::string opening = "CREATE TABLE rim (  -- class: none\n";
    EXPECT_NE(complaint_about("CREATE TABLE rim (\n"), "");
    EXPECT_NE(complaint_about(opening + "  owner TEXT,\n"), "");
    EXPECT_NE(complaint_about(opening + "  owner TEXT,  -- whose it is\n"), "");
    EXPECT_NE(complaint_about("ALTER TABLE tyre ADD COLUMN owner TEXT;\n"), "");
    const auto complaint = complaint_about(opening + "  owner TEXT,  -- whose it is\n");
    EXPECT_NE(complaint.find("tyres/003"), std::string::npos);
    EXPECT_NE(complaint.find("owner TEXT"), std::string::npos) << "names the line";
}

TEST(ColumnNotes, of_persons_say_how_the_column_keeps_them) {
    const std::string opening = "CREATE TABLE rim (  -- class: customer\n";
    EXPECT_EQ(complaint_about(opening + "  owner BYTEA,  -- [D1 sealed] whose it is\n"), "");
    EXPECT_NE(complaint_about(opening + "  owner TEXT,  -- [D1] whose it is\n"), "");
    EXPECT_NE(complaint_about(opening + "  owner TEXT,  -- [D1 seald] whose it is\n"), "");
    EXPECT_NE(complaint_about(opening + "  owner TEXT,  -- [none sealed] whose it is\n"), "");
}

TEST_F(Migrate, finds_columns_without_a_note_and_notes_without_a_column) {
    const std::vector<Migration> migrations{{"tyres/001", tyres}};
    apply(migrations);
    const auto connection = sqlite::connect(path);
    EXPECT_EQ(unclassified_columns(*connection, column_notes(migrations)), std::vector<std::string>{});

    connection->run_script("ALTER TABLE tyre ADD COLUMN owner_name TEXT; CREATE TABLE visitor (address TEXT);");
    EXPECT_EQ(unclassified_columns(*connection, column_notes(migrations)),
              (std::vector<std::string>{"tyre.owner_name", "visitor.address"}));

    const std::vector<Migration> with_more{{"tyres/001", tyres}, {"tyres/002", shelves}};
    EXPECT_EQ(unclassified_columns(*connection, column_notes(with_more)),
              (std::vector<std::string>{"tyre.owner_name", "tyre.shelf", "visitor.address"}));
}

}  // namespace
}  // namespace autojet::store
