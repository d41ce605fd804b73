#include "app/setup.hpp"

#include <gtest/gtest.h>

#include "app/installation.hpp"
#include "app/resources.hpp"
#include "base/result_for_tests.hpp"
#include "scheduling/rules.hpp"
#include "store/folder_for_tests.hpp"

namespace autojet::app {
namespace {

namespace fs = std::filesystem;

class FirstDay : public ::testing::Test {
protected:
    FirstDay() {
        config.data = folder / "data";
        config.keys = folder / "keys";
    }
    static Shop elders() {
        auto shop = autojet_shop();
        shop.name = "Garage Elders";
        shop.hosts = {"elders.test"};
        return shop;
    }

    store::FolderForTests folder;
    const ManualClock clock{Instant{std::chrono::seconds{1'800'000'000}}};
    const fs::path data = folder / "data";
    Config config;
};

TEST_F(FirstDay, begins_with_an_empty_folder) {
    EXPECT_FALSE(is_set_up(data));
    EXPECT_THROW(Installation(config, clock), Broken);
    EXPECT_FALSE(is_set_up(data)) << "tables make no shop";
    ASSERT_TRUE(set_up_shop(data, clock, autojet_shop()));
    EXPECT_TRUE(is_set_up(data));
    EXPECT_EQ(fs::status(data).permissions(), fs::perms::owner_all);
}

TEST_F(FirstDay, ends_with_a_shop_that_customers_can_book_at) {
    ASSERT_TRUE(set_up_shop(data, clock, autojet_shop()));
    const Installation installation(config, clock);
    const auto& house = installation.house();
    const auto& shop = house.shops.all().front();
    EXPECT_EQ(shop.kvk, "95113479") << "policy W2";
    EXPECT_EQ(shop.vat, "NL005130382B90") << "policy W3";
    EXPECT_EQ(house.policies.of(shop.id)->model.version, "2026-06-24") << "policy V2";

    house.database.read(shop.id, [&](store::Tx& tx) {
        const auto rules = scheduling::load_rules(tx, house.shops.zone(shop.id));
        const auto catalogue = scheduling::load_catalogue(tx);
        EXPECT_FALSE(catalogue.empty());
        for (const auto& service : catalogue) {
            EXPECT_EQ(service.offers.size(), scheduling::all_sizes.size()) << service.id;
            EXPECT_FALSE(service.name_nl.empty() || service.name_en.empty() || service.about_nl.empty() ||
                         service.about_en.empty());
            const auto fit = [&](const auto& bay) { return bay.kind == service.needs; };
            EXPECT_TRUE(std::ranges::any_of(rules.resources, fit)) << service.id << " has no bay";
            for (const auto& offer : service.offers) EXPECT_GT(offer.price, Money::of_cents(0));
        }
        EXPECT_GE(rules.resources.size(), 2u);
        return 0;
    });
}

TEST_F(FirstDay, of_a_second_shop_leaves_the_first_alone) {
    ASSERT_TRUE(set_up_shop(data, clock, autojet_shop()));
    EXPECT_EQ(reason_of(set_up_shop(data, clock, autojet_shop())), "host_taken");
    const auto second = set_up_shop(data, clock, elders());
    ASSERT_TRUE(second);
    EXPECT_EQ(second->id, ShopId{2}) << "a refusal takes no number";
    const Installation installation(config, clock);
    EXPECT_EQ(installation.house().shops.all().size(), 2u);
    EXPECT_EQ(installation.house().shops.find_by_host("elders.test"), ShopId{2});
}

TEST_F(FirstDay, gives_addresses_from_the_configuration_and_never_from_a_request) {
    ASSERT_TRUE(set_up_shop(data, clock, autojet_shop()));
    EXPECT_EQ(Installation(config, clock).house().shops.all().front().url, "http://127.0.0.1:8080");
    config.address = "::1";
    EXPECT_EQ(Installation(config, clock).house().shops.all().front().url, "http://[::1]:8080");
    config.url = "https://autojet.test";
    EXPECT_EQ(Installation(config, clock).house().shops.all().front().url, "https://autojet.test");
}

TEST_F(FirstDay, keeps_its_keys_apart_from_its_data) {
    ASSERT_TRUE(set_up_shop(data, clock, autojet_shop()));
    const Installation installation(config, clock);
    EXPECT_TRUE(fs::exists(folder / "keys" / "master.key"));
    for (const auto& file : fs::recursive_directory_iterator(data)) EXPECT_NE(file.path().extension(), ".key");
}

TEST_F(FirstDay, is_served_by_one_program_at_a_time) {
    const DataLock lock(data);
    EXPECT_THROW(DataLock{data}, Broken);
}

TEST_F(FirstDay, can_be_served_again_after_the_other_has_gone) {
    { const DataLock lock(data); }
    EXPECT_NO_THROW(DataLock{data});
}

TEST(Resources, are_all_inside_the_program) {
    EXPECT_FALSE(all_templates().empty());
    EXPECT_FALSE(all_assets().empty());
    EXPECT_FALSE(dutch_messages().empty());
    EXPECT_NE(openapi_document().find("\"openapi\""), std::string_view::npos);
    EXPECT_FALSE(policy_texts().published.empty());
}

}  // namespace
}  // namespace autojet::app
