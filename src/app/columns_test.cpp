// Lock 2: what every column of the program's own tables holds, compared with the live catalogue and with the policy.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "app/resources.hpp"
#include "app/setup.hpp"
#include "policy/tables.hpp"
#include "privacy/key_store.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::app {
namespace {

using store::Keeping;

class Columns : public ::testing::Test {
protected:
    Columns() { prepare_database(folder / "data", clock); }

    // The tables that are asked for, with the type of each column.
    std::map<std::string, std::string> types() {
        static constexpr std::string_view select =
            "SELECT m.name || '.' || c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = "
            "'table'";
        std::map<std::string, std::string> all;
        connection->run(select, {}, [&](const store::Row& row) { all[row.text(0)] = row.text(1); });
        return all;
    }
    // "table: first column" of each primary key, unique constraint and index.
    static std::set<std::string> first_columns(store::Connection& database) {
        static constexpr std::string_view select_keys =
            "SELECT m.name || ': ' || c.name FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND c.pk = 1";
        static constexpr std::string_view select_indexes =
            "SELECT m.name || ': ' || c.name FROM sqlite_master m, pragma_index_list(m.name) i, "
            "pragma_index_info(i.name) c "
            "WHERE m.type = 'table' AND c.seqno = 0";
        std::set<std::string> all;
        for (const auto select : {select_keys, select_indexes})
            database.run(select, {}, [&](const store::Row& row) { all.insert(row.text(0)); });
        return all;
    }

    store::FolderForTests folder;
    const SystemClock clock;
    const std::vector<store::Migration> migrations = all_migrations();
    const std::vector<store::ColumnNote> notes = store::column_notes(migrations);
    std::unique_ptr<store::Connection> connection;

    const store::ColumnNote& note(std::string_view column) const {
        for (const auto& candidate : notes)
            if (candidate.table + "." + candidate.column == column) return candidate;
        throw Broken("there is no column " + std::string(column));
    }
    void expect_sealed(std::string_view category, const std::vector<std::string_view>& columns) const {
        for (const auto column : columns) {
            EXPECT_EQ(policy::find_category(note(column).category), policy::find_category(category)) << column;
            EXPECT_EQ(note(column).keeping, Keeping::sealed) << column;
        }
        for (const auto& other : notes)
            if (policy::find_category(other.category) == policy::find_category(category)) {
                EXPECT_NE(other.keeping, Keeping::plain) << other.table << "." << other.column;
            }
    }

    void SetUp() override { connection = store::sqlite::connect(database_file(folder / "data").string()); }
};

TEST_F(Columns, of_the_live_catalogue_are_all_classified) {
    EXPECT_EQ(store::unclassified_columns(*connection, notes), std::vector<std::string>{});
    EXPECT_GT(notes.size(), 50u);
}

TEST_F(Columns, name_categories_and_classes_of_the_policy) {
    for (const auto& note : notes) {
        const auto where = note.table + "." + note.column;
        EXPECT_TRUE(note.category == "none" || policy::find_category(note.category)) << where << " " << note.category;
        EXPECT_TRUE(policy::find_retention_class(note.retention)) << where << " " << note.retention;
        EXPECT_FALSE(note.meaning.empty()) << where;
    }
}

TEST_F(Columns, about_persons_stand_in_tables_that_are_forgotten_some_day) {
    for (const auto& note : notes)
        if (note.keeping != Keeping::no_person) {
            EXPECT_NE(note.retention, "none") << note.table << "." << note.column;
        }
}

TEST_F(Columns, of_no_category_keep_nobody_and_the_others_say_how_they_keep) {
    for (const auto& note : notes)
        EXPECT_EQ(note.category == "none", note.keeping == Keeping::no_person) << note.table << "." << note.column;
}

TEST_F(Columns, that_are_sealed_or_an_index_are_bytes) {
    const auto type = types();
    for (const auto& note : notes)
        if (note.keeping == Keeping::sealed || note.keeping == Keeping::index) {
            EXPECT_EQ(type.at(note.table + "." + note.column), "BYTEA") << note.table << "." << note.column;
        }
}

// Times, services and amounts must be readable by the database; names, contacts, plates and messages never are.
TEST_F(Columns, that_are_readable_are_about_appointments_or_staff) {
    for (const auto& note : notes) {
        if (note.keeping != Keeping::plain) continue;
        const auto category = policy::find_category(note.category);
        EXPECT_TRUE(category == policy::Category::appointment || category == policy::Category::staff)
            << note.table << "." << note.column;
    }
}

// What is sealed is named by its promise, so that a column which loses its seal turns the promise's own test red.
TEST_F(Columns, D1_names_are_sealed_wherever_they_are_kept) {
    expect_sealed("name", {"person.name", "contact_message.name"});
}
TEST_F(Columns, D2_phone_numbers_and_addresses_are_sealed_wherever_they_are_kept) {
    expect_sealed("contact", {"person.email", "person.phone", "contact_message.email", "contact_message.phone"});
}
TEST_F(Columns, D3_duty_49_plates_and_vehicles_are_sealed_as_personal_data) {
    expect_sealed("vehicle", {"person.plate", "person.vehicle"});
}
TEST_F(Columns, D5_what_people_write_is_sealed) {
    expect_sealed("message", {"booking.message", "booking.cancel_reason", "contact_message.body"});
}
TEST_F(Columns, D6_documents_are_sealed_and_carry_a_number_alone) {
    expect_sealed("details", {"accounts_content.content", "accounts_invoice.draft", "accounts_invoice.ubl",
                              "quote_line.description", "quote.shown"});
}
TEST_F(Columns, D0_what_the_bank_tells_about_somebody_is_sealed) {
    expect_sealed("bank_line", {"bank_line.told"});
}
TEST_F(Columns, D0_what_the_shop_sees_for_itself_is_sealed) {
    expect_sealed("condition", {"work_order_intake.odometer", "work_order_intake.fuel", "work_order_mark.content"});
    expect_sealed("photo", {"work_order_photo.image", "work_order_photo.thumbnail"});
    expect_sealed("signature", {"work_order_signature.image"});
}
TEST_F(Columns, D4_an_appointment_is_known_as_one_and_goes_with_its_class) {
    for (const auto* column : {"booking.service", "booking.size", "booking.start_time", "booking.end_time"}) {
        const auto& found = note(column);
        EXPECT_EQ(policy::find_category(found.category), policy::Category::appointment) << column;
        EXPECT_EQ(policy::find_retention_class(found.retention), policy::RetentionClass::customer) << column;
    }
}

TEST_F(Columns, have_the_types_that_all_databases_know) {
    for (const auto& [column, type] : types()) {
        if (column.starts_with("sqlite_")) continue;  // what SQLite's planner is told is its own affair
        EXPECT_TRUE(type == "BIGINT" || type == "TEXT" || type == "BYTEA") << column << " " << type;
    }
}

TEST_F(Columns, begin_every_key_with_the_shop) {
    const privacy::KeyStore keys(folder / "keys");
    const auto of_keys = store::sqlite::connect((folder / "keys" / "keys.db").string());
    std::size_t count = 0;
    for (auto* database : {connection.get(), of_keys.get()})
        for (const auto& key : first_columns(*database)) {
            if (key == "migration: name") continue;  // of the file, not of a shop
            EXPECT_TRUE(key.ends_with(": shop")) << key;
            ++count;
        }
    EXPECT_GT(count, 15u);
}

TEST_F(Columns, have_a_key_in_every_table) {
    std::set<std::string> keyed;
    for (const auto& key : first_columns(*connection)) keyed.insert(key.substr(0, key.find(':')));
    for (const auto& note : notes) EXPECT_TRUE(keyed.contains(note.table)) << note.table;
}

TEST(Migrations, are_named_after_their_slice_and_come_in_order) {
    const auto migrations = all_migrations();
    ASSERT_FALSE(migrations.empty());
    EXPECT_EQ(migrations.front().name, "shop/001_shop");
    std::set<std::string_view> names;
    for (const auto& migration : migrations) EXPECT_TRUE(names.insert(migration.name).second) << migration.name;
    for (std::size_t n = 1; n < migrations.size(); ++n) {
        const auto slice = [&](std::size_t m) { return migrations[m].name.substr(0, migrations[m].name.find('/')); };
        if (slice(n) == slice(n - 1)) {
            EXPECT_LT(migrations[n - 1].name, migrations[n].name);
        }
    }
}

}  // namespace
}  // namespace autojet::app
