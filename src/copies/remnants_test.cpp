// The remnant oracle: an attacker with everything that is left after an erasure: every surviving key, an old backup,
// the live files with their write-ahead log. What is found of somebody who was not erased shows that it would find.
#include <gtest/gtest.h>

#include <list>

#include "copies/files.hpp"
#include "copies/scene_for_tests.hpp"
#include "copies/snapshot.hpp"
#include "privacy/seal.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::copies {
namespace {

namespace fs = std::filesystem;
using privacy::IndexKind;

constexpr std::string_view select_keys = "SELECT shop, person, retention, expiry_group FROM person_key";
constexpr std::string_view select_shop_keys = "SELECT shop, purpose FROM shop_key";
constexpr std::string_view select_types =
    "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
constexpr std::string_view select_tables =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";

std::string hex(const store::Bytes& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Every row of every table as text: "data.person|1|7|...".
using Dump = std::multiset<std::string>;

class Attacker {
public:
    explicit Attacker(privacy::KeyStore& keys, const fs::path& key_folder) : keys_(keys) {
        const auto file = store::sqlite::connect((key_folder / "keys.db").string());
        file->run(select_keys, {}, [&](const store::Row& row) {
            names_.push_back({ShopId{row.integer(0)}, PersonId{row.integer(1)}, row.text(2), row.text(3)});
        });
        file->run(select_shop_keys, {},
                  [&](const store::Row& row) { shop_purposes_.emplace_back(ShopId{row.integer(0)}, row.text(1)); });
    }

    // All that any key opens in a database file, tried for every person, row and field that the file names.
    std::set<std::string> open_everything(const fs::path& file) {
        auto all_keys = surviving_keys();
        std::set<std::string> opened;
        for (const auto& value : sealed_values(file))
            for (const auto& key : all_keys)
                for (const auto& context : value.contexts)
                    if (auto plain = privacy::open_sealed(key, value.sealed, context)) opened.insert(*plain);
        return opened;
    }

    // Those of a list whose digest under any key of the shop stands in these bytes, raw or as hex.
    std::set<std::string> recognised(const std::vector<std::string>& list, const std::string& bytes) {
        std::set<std::string> found;
        for (const auto& [shop, purpose] : shop_purposes_) {
            const auto key = keys_.shop_key(shop, purpose, Instant{});
            for (const auto& guess : list)
                if (bytes.find(hex(privacy::keyed_digest(key, guess))) != std::string::npos) found.insert(guess);
        }
        return found;
    }

    // The persons of whom an entry of the ledger tells, by every surviving key and every number.
    std::set<PersonId> linked(const std::set<PersonId>& numbers, const std::string& bytes) {
        std::set<PersonId> found;
        for (const auto& key : surviving_keys())
            for (const auto number : numbers) {
                const auto digest =
                    privacy::keyed_digest(privacy::derive_key(key, "ledger"), std::to_string(number.value()));
                if (bytes.find(hex(digest)) != std::string::npos) found.insert(number);
            }
        return found;
    }

private:
    struct Sealed {
        store::Bytes sealed;
        std::vector<std::string> contexts;
    };

    std::vector<privacy::Key> surviving_keys() {
        std::vector<privacy::Key> all;
        for (const auto& name : names_) all.push_back(keys_.find(name).value());
        for (const auto& [shop, purpose] : shop_purposes_) all.push_back(keys_.shop_key(shop, purpose, Instant{}));
        return all;
    }

    // Every BYTEA, with every context that the numbers of its row can make.
    static std::vector<Sealed> sealed_values(const fs::path& file) {
        std::list<std::string> statements;  // outlive the connection
        const auto connection = store::sqlite::connect(file.string());
        std::map<std::string, std::vector<std::pair<std::string, bool>>> tables;  // columns, and whether they are bytes
        connection->run(select_types, {}, [&](const store::Row& row) {
            if (row.text(2) != "TEXT") tables[row.text(0)].emplace_back(row.text(1), row.text(2) == "BYTEA");
        });
        std::vector<Sealed> all;
        for (const auto& [table, columns] : tables) {
            std::string names;
            for (const auto& [name, bytes] : columns) names += (names.empty() ? "" : ", ") + name;
            statements.push_back("SELECT " + names + " FROM " + table);
            connection->run(statements.back(), {}, [&](const store::Row& row) { take(row, table, columns, all); });
        }
        return all;
    }

    static void take(const store::Row& row, const std::string& table,
                     const std::vector<std::pair<std::string, bool>>& columns, std::vector<Sealed>& all) {
        std::set<std::int64_t> numbers;
        for (int n = 0; n < static_cast<int>(columns.size()); ++n)
            if (!columns[static_cast<std::size_t>(n)].second && !row.is_null(n)) numbers.insert(row.integer(n));
        for (int n = 0; n < static_cast<int>(columns.size()); ++n) {
            const auto& [name, is_bytes] = columns[static_cast<std::size_t>(n)];
            if (!is_bytes || row.is_null(n)) continue;
            Sealed value{row.bytes(n), {}};
            for (const auto shop : {1, 2})
                for (const auto person : numbers)
                    for (const auto number : numbers)
                        value.contexts.push_back(table + "." + name + "|" + std::to_string(shop) + "|" +
                                                 std::to_string(person) + "|" + std::to_string(number));
            all.push_back(std::move(value));
        }
    }

    privacy::KeyStore& keys_;
    std::vector<privacy::KeyName> names_;
    std::vector<std::pair<ShopId, std::string>> shop_purposes_;
};

class Remnants : public SceneOfCopies {
protected:
    static constexpr std::string_view bo_phone = "+31687654321";

    booking::Booking book_bo() {
        return book_of(
            of("Bo Pieters", "bo@customers.example", "06 87654321", "GZ-123-B", "2026-11-24T11:00:00+01:00"));
    }
    // What was opened of both stands in the ledger.
    void look_at(const std::vector<PersonId>& persons) {
        policy::Openings openings;
        for (const auto person : persons) openings.opened({person, policy::Category::name, policy::Purpose::contact});
        house->ledger.settle(house.autojet(), privacy::Actor::staff(PersonId{9}, privacy::every_purpose), openings);
    }
    // Everything on disk: data, write-ahead log, keys, backups.
    [[nodiscard]] std::string everything() const {
        std::string all;
        for (const auto& root : {house.folder(), folder.path()})
            for (const auto& file : fs::recursive_directory_iterator(root))
                if (file.is_regular_file()) all += read_file(file.path());
        return all;
    }
    static std::vector<std::string> the_list() {
        std::vector<std::string> list{"ada@customers.example",
                                      "bo@customers.example",
                                      "NL54JGPV",
                                      "54JGPV",
                                      "NL GZ123B",
                                      "GZ123B",
                                      "NLGZ123B",
                                      "NL 54JGPV"};
        for (int n = 0; n < 400; ++n) list.push_back("+316" + std::to_string(12345478 + n));
        for (int n = 0; n < 400; ++n) list.push_back("+316" + std::to_string(87654121 + n));
        list.push_back(privacy_key_of("54-JG-PV"));
        list.push_back(privacy_key_of("GZ-123-B"));
        return list;
    }
    static std::string privacy_key_of(const std::string& plate) { return PlateNumber::parse("NL", plate)->key(); }

    void empty_log() { EXPECT_TRUE(house->database.empty_log()); }
};

TEST_F(Remnants, duty_24_of_the_erased_nothing_is_left_and_of_others_everything) {
    const auto ada_ = book_of(ada());
    const auto bo_ = book_bo();
    look_at({ada_.person, bo_.person});
    const auto old = back_up(Kind::data);
    erase(ada_.person);
    empty_log();

    Attacker attacker(house.keys(), house.folder() / "keys");
    const std::set<std::string> of_bo{"Bo Pieters",          "bo@customers.example", std::string(bo_phone),
                                      "Words of Bo Pieters", "NL GZ-123-B",          "Blue Volvo"};
    for (const auto& file : {old.folder / "autojet.db", house.data() / "autojet.db"})
        EXPECT_EQ(attacker.open_everything(file), of_bo) << file;

    const auto bytes = everything();
    EXPECT_EQ(attacker.recognised(the_list(), bytes),
              (std::set<std::string>{std::string(bo_phone), "bo@customers.example", privacy_key_of("GZ-123-B")}));
    EXPECT_EQ(attacker.linked({ada_.person, bo_.person}, bytes), std::set{bo_.person});
    for (const auto* value : {"Ada Lovelace", "ada@customers.example", "12345678", "JG-PV", "54JGPV", "under the mat"})
        EXPECT_EQ(bytes.find(value), std::string::npos) << value;
}

// The same attacker before the erasure: what finds nothing afterwards must be able to find.
TEST_F(Remnants, are_found_by_the_same_attacker_before_the_erasure) {
    const auto ada_ = book_of(ada());
    look_at({ada_.person});
    const auto old = back_up(Kind::data);
    Attacker attacker(house.keys(), house.folder() / "keys");
    const std::set<std::string> of_ada{"Ada Lovelace", "ada@customers.example",
                                       "+31612345678", "The key lies under the mat",
                                       "NL 54-JG-PV",  "Blue Volvo"};
    for (const auto& file : {old.folder / "autojet.db", house.data() / "autojet.db"})
        EXPECT_EQ(attacker.open_everything(file), of_ada) << file;
    EXPECT_EQ(attacker.recognised(the_list(), everything()),
              (std::set<std::string>{"+31612345678", "ada@customers.example", privacy_key_of("54-JG-PV")}));
    EXPECT_EQ(attacker.linked({ada_.person}, everything()), std::set{ada_.person});
}

TEST_F(Remnants, duty_24_no_backup_holds_a_digest_by_which_anybody_is_recognised) {
    (void)book_of(ada());
    const auto backup = back_up(Kind::data);
    Attacker attacker(house.keys(), house.folder() / "keys");
    EXPECT_TRUE(attacker.recognised(the_list(), read_file(backup.folder / "autojet.db")).empty());
}

// Inserting somebody and erasing them equals never having inserted them, but for this.
const std::set<std::string> declared_residue{
    "keys.erasure",  // shop, record number, class, moment: for as long as a backup could bring them back
    "data.ledger",   // that somebody's data was opened, by whom and for what; the digest is linked to nobody
};

class Metamorphic : public Remnants {
protected:
    [[nodiscard]] Dump dump() const {
        Dump all;
        const auto add = [&](const std::string& name, const fs::path& file) {
            std::list<std::string> statements;
            const auto connection = store::sqlite::connect(file.string());
            std::vector<std::string> tables;
            connection->run(select_tables, {}, [&](const store::Row& row) { tables.push_back(row.text(0)); });
            std::map<std::string, std::string> quoted;
            connection->run(select_types, {}, [&](const store::Row& row) {
                auto& columns = quoted[row.text(0)];
                columns += (columns.empty() ? "" : " || '|' || ") + ("quote(" + row.text(1) + ")");
            });
            for (const auto& table : tables) {
                statements.push_back("SELECT " + quoted[table] + " FROM " + table);
                connection->run(statements.back(), {},
                                [&](const store::Row& row) { all.insert(name + "." + table + "|" + row.text(0)); });
            }
        };
        add("data", house.data() / "autojet.db");
        add("keys", house.folder() / "keys" / "keys.db");
        return all;
    }
};

TEST_F(Metamorphic, inserted_and_erased_equals_never_inserted_but_for_the_declared_residue) {
    const auto bo_ = book_bo();
    look_at({bo_.person});
    const auto before = dump();

    const auto ada_ = book_of(ada());
    look_at({ada_.person});
    (void)cancel(ada_, privacy::Actor::person(ada_.person), "No time");
    EXPECT_NE(dump().size(), before.size());
    erase(ada_.person);

    Dump more, less;
    const auto after = dump();
    std::ranges::set_difference(after, before, std::inserter(more, more.end()));
    std::ranges::set_difference(before, after, std::inserter(less, less.end()));
    EXPECT_TRUE(less.empty()) << *less.begin();
    std::set<std::string> residue;
    for (const auto& row : more) residue.insert(row.substr(0, row.find('|')));
    EXPECT_EQ(residue, declared_residue);
    EXPECT_EQ(more.size(), 2u) << "one row each";
}

}  // namespace
}  // namespace autojet::copies
