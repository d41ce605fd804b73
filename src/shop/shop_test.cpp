#include "shop/shop.hpp"

#include <gtest/gtest.h>

#include "shop/outbox.hpp"
#include "store/folder_for_tests.hpp"
#include "store/migrate.hpp"
#include "store/sqlite/database.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::shop {
namespace {

using tests::HouseForTests;

Shop shop_at(std::vector<std::string> hosts) {
    Shop shop;
    shop.name = "A shop";
    shop.phone = "+31613906099";
    shop.hosts = std::move(hosts);
    return shop;
}

// With the tables of the house and nothing in them.
class Shops : public ::testing::Test {
protected:
    Shops() {
        std::ifstream file(std::filesystem::path(AUTOJET_SOURCE_DIR) / "src/shop/migrations/001_shop.sql");
        const std::string sql{std::istreambuf_iterator<char>(file), {}};
        const std::vector<store::Migration> migrations{{"shop/001", sql}};
        store::migrate(*connection, migrations, tests::monday_morning);
    }

    std::string refused(Shop shop) {
        const auto added = add(*connection, std::move(shop));
        return added ? "" : added.error().field + " " + added.error().reason;
    }

    store::FolderForTests folder;
    std::unique_ptr<store::Connection> connection = store::sqlite::connect((folder / "shops.db").string());
};

TEST_F(Shops, are_numbered_from_one_and_come_back_as_they_were) {
    auto given = shop_at({"Autojet.TEST", "www.autojet.test:8080"});
    given.whatsapp = true;
    EXPECT_EQ(add(*connection, given)->id, ShopId{1});
    EXPECT_EQ(add(*connection, shop_at({"elders.test"}))->id, ShopId{2});
    const auto shops = load_all(*connection);
    ASSERT_EQ(shops.size(), 2u);
    EXPECT_EQ(shops[0].hosts, (std::vector<std::string>{"autojet.test", "www.autojet.test"}));
    EXPECT_TRUE(shops[0].whatsapp);
    EXPECT_EQ(shops[0].zone, "Europe/Amsterdam");
    EXPECT_FALSE(shops[1].whatsapp);
}

TEST_F(Shops, are_refused_without_a_host_a_zone_or_a_number_of_their_own) {
    ASSERT_EQ(refused(shop_at({"autojet.test"})), "");
    EXPECT_EQ(refused(shop_at({})), "host required");
    EXPECT_EQ(refused(shop_at({"other.test", "AutoJet.test:80"})), "host host_taken");
    auto in_atlantis = shop_at({"other.test"});
    in_atlantis.zone = "Atlantis/Capital";
    EXPECT_EQ(refused(in_atlantis), "zone unknown_zone");
    auto mute = shop_at({"other.test"});
    mute.phone = "none";
    EXPECT_EQ(refused(mute), "phone not_a_phone_number");
    EXPECT_EQ(load_all(*connection).size(), 1u);
}

TEST_F(Shops, are_refused_with_one_host_twice_or_an_empty_one) {
    EXPECT_NE(refused(shop_at({"twice.test", "TWICE.test"})), "");
    EXPECT_NE(refused(shop_at({""})), "");
    EXPECT_TRUE(load_all(*connection).empty());
}

TEST(ShopDirectory, knows_a_shop_by_its_hosts_however_they_are_written) {
    auto here = shop_at({"autojet.test", "127.0.0.1", "[::1]"});
    here.id = ShopId{1};
    auto there = shop_at({"elders.test"});
    there.id = ShopId{2};
    const Directory directory({here, there});
    for (const auto* host :
         {"autojet.test", "AutoJet.Test", "autojet.test:8080", "127.0.0.1:80", "[::1]", "[::1]:8080"})
        EXPECT_EQ(directory.find_by_host(host), ShopId{1}) << host;
    EXPECT_EQ(directory.find_by_host("elders.test:443"), ShopId{2});
    for (const auto* host : {"", ":", "autojet", "autojet.test.evil.test", "evil.test", "xautojet.test",
                             "autojet.test/", "autojet.test@evil.test"})
        EXPECT_EQ(directory.find_by_host(host), std::nullopt) << host;
    EXPECT_EQ(directory.load(ShopId{2}).hosts, there.hosts);
    EXPECT_THROW((void)directory.load(ShopId{3}), Broken);
}

TEST(ShopDirectory, cannot_be_made_with_a_zone_that_the_machine_does_not_know) {
    auto shop = shop_at({"autojet.test"});
    shop.zone = "Atlantis/Capital";
    EXPECT_THROW(Directory({shop}), Broken);
}

class Outbox : public ::testing::Test {
protected:
    std::vector<OutboxEntry> due(int limit = 100, ShopId shop = ShopId{1}) {
        return house->database.read(shop, [&](store::Tx& tx) { return due_outbox_entries(tx, limit); });
    }
    void put(std::string_view event, std::int64_t subject) {
        ASSERT_TRUE(house.write(
            [&](store::Tx& tx) -> Result<void> { return put_in_outbox(tx, event, subject), Result<void>{}; }));
    }
    void set(OutboxId entry, OutboxState state, Instant when) {
        ASSERT_TRUE(house.write(
            [&](store::Tx& tx) -> Result<void> { return set_outbox_state(tx, entry, state, when), Result<void>{}; }));
    }

    HouseForTests house;
};

TEST_F(Outbox, gives_the_oldest_first_and_each_to_its_shop) {
    put(booking_received, 7);
    put(booking_cancelled, 7);
    put(contact_received, 8);
    ASSERT_EQ(due().size(), 3u);
    EXPECT_EQ(due(2).back().event, booking_cancelled);
    EXPECT_EQ(due().front().subject, 7);
    EXPECT_EQ(due().front().created, house.clock.now());
    EXPECT_TRUE(due(100, house.other_shop()).empty());
}

TEST_F(Outbox, gives_again_what_waits_once_it_is_due) {
    put(booking_received, 7);
    const auto entry = due().front();
    EXPECT_EQ(entry.attempts, 0);
    set(entry.id, OutboxState::waiting, house.clock.now() + std::chrono::minutes{5});
    EXPECT_TRUE(due().empty());
    house.clock.advance(std::chrono::minutes{5});
    ASSERT_EQ(due().size(), 1u);
    EXPECT_EQ(due().front().attempts, 1);
}

TEST_F(Outbox, gives_nothing_twice_that_is_done) {
    for (const auto done :
         {OutboxState::delivered, OutboxState::unreachable, OutboxState::superseded, OutboxState::failed}) {
        put(booking_received, 7);
        set(due().front().id, done, house.clock.now());
        EXPECT_TRUE(due().empty()) << code(done);
    }
}

TEST_F(Outbox, tells_who_delivers_after_the_commit) {
    int told = 0;
    house->database.after_commit([&](ShopId, store::Topic topic) { told += topic == store::Topic::messages ? 1 : 0; });
    put(booking_received, 7);
    EXPECT_EQ(told, 1);
}

}  // namespace
}  // namespace autojet::shop
