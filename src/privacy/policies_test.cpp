#include "privacy/policies.hpp"

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"
#include "privacy/gate.hpp"
#include "store/folder_for_tests.hpp"
#include "store/sqlite/database.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using tests::HouseForTests;

constexpr PersonId ada{7};

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    if (at == std::string::npos) throw Broken("the model does not say that any more");
    return text.replace(at, what.size(), by);
}

class PublishedPolicies : public ::testing::Test {
protected:
    PublishedPolicies() {
        std::ifstream file(std::filesystem::path(AUTOJET_SOURCE_DIR) / "policy" / "privacy.toml");
        baseline.assign(std::istreambuf_iterator<char>(file), {});
    }

    // The next version, of 1 July 2026: contact no longer opens the vehicle.
    [[nodiscard]] std::string narrower() const {
        const auto next = replaced(baseline, "version = \"2026-06-24\"", "version = \"2026-07-01\"");
        return replaced(next, "opens = [\"name\", \"contact\", \"vehicle\", \"appointment\", \"message\"]",
                        "opens = [\"name\", \"contact\", \"appointment\", \"message\"]");
    }
    Result<void> publish(std::string_view model) {
        return house.write([&](store::Tx& tx) { return privacy::publish(tx, model); });
    }
    bool opens_the_vehicle(ShopId shop) {
        policy::Openings openings;
        return house->database.read(shop, [&](store::Tx& tx) {
            return house->gate.warrant<Purpose::contact>(tx, Actor::staff(ada, every_purpose), {ada}, openings)
                .value()
                .covers(ada, Category::vehicle);
        });
    }

    std::string baseline;
    HouseForTests house;
};

TEST_F(PublishedPolicies, are_published_once) {
    EXPECT_EQ(reason_of(publish(baseline)), "already_published");
    EXPECT_TRUE(publish(narrower()));
    EXPECT_EQ(reason_of(publish(narrower())), "already_published");
}

TEST_F(PublishedPolicies, are_refused_when_they_cannot_be_read) {
    EXPECT_FALSE(publish("version = "));
    EXPECT_FALSE(publish(replaced(narrower(), "name = \"contact\"", "name = \"no such word!\"")));
    EXPECT_EQ(house->policies.of(house.autojet())->model.version, "2026-06-24");
}

TEST_F(PublishedPolicies, that_narrow_forbid_what_they_left_out) {
    ASSERT_TRUE(publish(narrower()));
    EXPECT_EQ(house->policies.of(house.autojet())->model.version, "2026-07-01");
    EXPECT_FALSE(opens_the_vehicle(house.autojet()));
    EXPECT_TRUE(opens_the_vehicle(house.other_shop())) << "each shop has its own";
}

TEST_F(PublishedPolicies, are_obeyed_as_soon_as_they_are_published) {
    ASSERT_EQ(house->policies.of(house.autojet())->model.version, "2026-06-24") << "and is kept from here on";
    ASSERT_TRUE(opens_the_vehicle(house.autojet()));
    ASSERT_TRUE(publish(narrower()));
    EXPECT_FALSE(opens_the_vehicle(house.autojet()));
}

TEST_F(PublishedPolicies, are_not_in_force_when_their_publication_was_rolled_back) {
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        EXPECT_TRUE(privacy::publish(tx, narrower()));
        (void)house->policies.of(tx);
        return refuse(ErrorCode::conflict, "no", "No.");
    });
    EXPECT_EQ(house->policies.of(house.autojet())->model.version, "2026-06-24");
}

TEST_F(PublishedPolicies, are_in_force_whoever_still_reads_an_older_moment) {
    static constexpr std::string_view begin_to_read = "SELECT COUNT(*) FROM policy_version WHERE shop = $1";
    house.read([&](store::Tx& tx) {
        (void)tx.find(begin_to_read, [](const store::Row& row) { return row.integer(0); });
        EXPECT_TRUE(publish(narrower()));
        return house->policies.of(tx);
    });
    EXPECT_EQ(house->policies.of(house.autojet())->model.version, "2026-07-01");
}

TEST(ShopWithoutPolicy, opens_nothing) {
    const store::FolderForTests folder;
    const ManualClock clock{tests::monday_morning};
    const auto path = (folder / "data.db").string();
    store::sqlite::connect(path)->run_script(
        "CREATE TABLE policy_version (shop BIGINT, version TEXT, published BIGINT, model TEXT)");
    const auto database = store::sqlite::open({.path = path}, clock);
    Policies policies(*database);
    EXPECT_THROW((void)policies.of(ShopId{1}), Broken);
}

}  // namespace
}  // namespace autojet::privacy
