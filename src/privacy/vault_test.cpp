#include "privacy/vault.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/result_for_tests.hpp"
#include "privacy/seal.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using tests::HouseForTests;
using Name = PersonalText<Category::name>;

constexpr PersonId ada{7};
constexpr PersonId bo{8};
constexpr Place ada_name{RetentionClass::customer, "person.name", 7, {}};

class VaultInHouse : public ::testing::Test {
protected:
    store::Bytes sealed(PersonId person, std::string text, const Place& place, ShopId shop = ShopId{1}) {
        return house->database
            .write(shop,
                   [&](store::Tx& tx) -> Result<store::Bytes> {
                       return house->vault.seal(tx, Name::of(person, std::move(text)), place);
                   })
            .value();
    }
    Result<std::string> opened(PersonId person, const store::Bytes& bytes, const Place& place,
                               ShopId shop = ShopId{1}) {
        return house->database.read(shop, [&](store::Tx& tx) -> Result<std::string> {
            policy::Openings openings;
            const auto warrant = house->gate.warrant<Purpose::appointment>(tx, Actor::staff(PersonId{1}, every_purpose),
                                                                           {person}, openings);
            const auto name = house->vault.unseal<Category::name>(tx, person, bytes, place);
            if (!name) return tl::unexpected(name.error());
            return name->open(warrant.value());
        });
    }
    std::size_t shred_everybody() {
        return house->vault.sweep_orphans(house.autojet(), house.clock.now() + std::chrono::hours{1},
                                          [](PersonId) { return false; });
    }

    HouseForTests house;
};

TEST_F(VaultInHouse, gives_back_what_was_sealed) {
    EXPECT_TRUE(rc::check(
        [&](const std::string& text) { RC_ASSERT(opened(ada, sealed(ada, text, ada_name), ada_name) == text); }));
}

TEST_F(VaultInHouse, breaks_on_any_bit_that_has_changed) {
    const auto bytes = sealed(ada, "Ada Lovelace", ada_name);
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto altered = bytes;
        altered[at] ^= std::byte{1} << static_cast<int>(at % 8);
        EXPECT_THROW((void)opened(ada, altered, ada_name), Broken);
    }
}

// Each of the other places has a key of its own, so that it is the place that is wrong and not the key that is missing.
TEST_F(VaultInHouse, opens_nothing_that_was_moved) {
    const Place other_row{RetentionClass::customer, "person.name", 8, {}};
    const Place other_field{RetentionClass::customer, "person.email", 7, {}};
    const Place other_class{RetentionClass::contact, "person.name", 7, {}};
    const Place other_group{RetentionClass::customer, "person.name", 7, "2026"};
    const auto bytes = sealed(ada, "Ada Lovelace", ada_name);
    for (const auto& place : {other_row, other_field, other_class, other_group}) {
        (void)sealed(ada, "there", place);
        EXPECT_THROW((void)opened(ada, bytes, place), Broken) << place.field << place.row << place.group;
    }
    (void)sealed(bo, "Bo", ada_name);
    EXPECT_THROW((void)opened(bo, bytes, ada_name), Broken);
    (void)sealed(ada, "Ada", ada_name, house.other_shop());
    EXPECT_THROW((void)opened(ada, bytes, ada_name, house.other_shop()), Broken);
    EXPECT_EQ(opened(ada, bytes, ada_name), "Ada Lovelace");
}

TEST_F(VaultInHouse, says_shredded_once_the_key_is_gone) {
    const auto bytes = sealed(ada, "Ada Lovelace", ada_name);
    ASSERT_GT(shred_everybody(), 0u);
    EXPECT_EQ(reason_of(opened(ada, bytes, ada_name)), "shredded");
    (void)sealed(ada, "somebody new under this number", ada_name);
    EXPECT_THROW((void)opened(ada, bytes, ada_name), Broken) << "a new key opens nothing old";
}

TEST_F(VaultInHouse, stores_nothing_of_nobody) {
    EXPECT_THROW((void)house.write([&](store::Tx& tx) -> Result<store::Bytes> {
        return house->vault.seal(tx, Name::collected("Ada"), ada_name);
    }),
                 Broken);
}

TEST_F(VaultInHouse, knows_shops_and_uses_apart_in_its_digests) {
    const auto now = house.clock.now();
    const auto digest = [&](ShopId shop, std::string_view use) {
        return house->vault.shop_digest(shop, use, "x", now);
    };
    EXPECT_EQ(digest(house.autojet(), "links"), digest(house.autojet(), "links"));
    EXPECT_NE(digest(house.autojet(), "links"), digest(house.other_shop(), "links"));
    EXPECT_NE(digest(house.autojet(), "links"), digest(house.autojet(), "repeated requests"));
}

// The machine stops between the two commits: the key is on disk, the row never was.
TEST(KeysAndRows, come_to_disk_in_this_order) {
    static constexpr std::string_view insert_row = "INSERT INTO person (shop, name) VALUES ($1, $2)";
    static constexpr std::string_view count_rows = "SELECT COUNT(*) FROM person WHERE shop = $1";
    const store::FolderForTests folder;
    const ManualClock clock{tests::monday_morning};
    const auto path = (folder / "data.db").string();
    store::sqlite::connect(path)->run_script("CREATE TABLE person (shop BIGINT, name BYTEA)");
    const auto database = store::sqlite::open({.path = path}, clock);
    KeyStore keys(folder / "keys");
    Vault vault(keys, *database);
    const KeyName name{ShopId{1}, ada, "customer", ""};

    database->before_commit([&] {
        EXPECT_TRUE(KeyStore(folder / "keys").find(name)) << "durable for who opens the folder anew";
        throw Broken("the power fails here");
    });
    const auto write = [&] {
        (void)database->write(ShopId{1}, [&](store::Tx& tx) -> Result<void> {
            tx.run(insert_row, vault.seal(tx, Name::of(ada, "Ada"), ada_name));
            return {};
        });
    };
    EXPECT_THROW(write(), Broken);
    const auto rows = database->read(ShopId{1}, [](store::Tx& tx) {
        return tx.find(count_rows, [](const store::Row& row) { return row.integer(0); });
    });
    EXPECT_EQ(rows, 0);
    EXPECT_EQ(vault.sweep_orphans(ShopId{1}, clock.now() + std::chrono::hours{24}, [](PersonId) { return false; }), 1u);
    EXPECT_FALSE(keys.find(name));
}

TEST_F(VaultInHouse, makes_a_key_that_a_refusal_left_behind_an_orphan) {
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        (void)house->vault.seal(tx, Name::of(ada, "Ada"), ada_name);
        return refuse(ErrorCode::conflict, "slot_taken", "No.");
    });
    EXPECT_EQ(shred_everybody(), 1u);
}

}  // namespace
}  // namespace autojet::privacy
