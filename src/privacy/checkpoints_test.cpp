#include "privacy/checkpoints.hpp"

#include <gtest/gtest.h>

#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

constexpr std::string_view delete_newest =
    "DELETE FROM ledger WHERE shop = $1 AND sequence = (SELECT MAX(sequence) FROM ledger WHERE shop = $1)";
constexpr std::string_view delete_checkpoints = "DELETE FROM ledger_checkpoint WHERE shop = $1";
constexpr std::string_view delete_all = "DELETE FROM ledger WHERE shop = $1";
constexpr std::string_view forge_time = "UPDATE ledger_checkpoint SET at_time = at_time + 60 WHERE shop = $1";
constexpr std::string_view count_checkpoints = "SELECT COUNT(*) FROM ledger_checkpoint WHERE shop = $1";

class CheckpointsInHouse : public ::testing::Test {
protected:
    void visit(int times) {
        for (int n = 0; n < times; ++n) {
            policy::Openings openings;
            openings.opened({PersonId{7}, Category::name, Purpose::appointment});
            house->ledger.settle(here, Actor::staff(PersonId{9}, every_purpose), openings);
            house.clock.advance(std::chrono::minutes{1});
        }
    }
    void tamper(std::string_view sql) {
        const auto done = house.write([&](store::Tx& tx) -> Result<std::int64_t> { return tx.run(sql); });
        ASSERT_GT(done.value(), 0) << "the forger misses";
    }
    auto sign() { return house->checkpoints.sign_newest(here); }
    Result<LedgerReport> verified() {
        return house.read([this](store::Tx& tx) { return house->checkpoints.verify(tx); });
    }
    std::string refusal() {
        const auto report = verified();
        return report ? "" : report.error().reason;
    }

    const ShopId here{1};
    tests::HouseForTests house;
};

TEST_F(CheckpointsInHouse, T1_a_ledger_with_checkpoints_is_verified) {
    EXPECT_EQ(verified()->entries, 0);
    visit(3);
    EXPECT_EQ(sign()->sequence, 3);
    EXPECT_FALSE(sign().has_value()) << "signed already";
    visit(2);
    sign();
    const auto report = verified();
    ASSERT_TRUE(report.has_value());
    EXPECT_EQ(report->entries, 5);
    EXPECT_EQ(report->checkpoints, 2);
    EXPECT_EQ(report->newest->sequence, 5);
}

TEST_F(CheckpointsInHouse, T1_an_end_that_was_cut_off_shows) {
    visit(4);
    sign();
    tamper(delete_newest);
    EXPECT_EQ(refusal(), "end_cut_off");
    tamper(delete_checkpoints);
    EXPECT_EQ(refusal(), "end_cut_off") << "the keys remember";
    tamper(delete_all);
    EXPECT_EQ(refusal(), "end_cut_off");
}

TEST_F(CheckpointsInHouse, T1_a_forged_checkpoint_shows) {
    visit(2);
    sign();
    tamper(forge_time);
    EXPECT_EQ(refusal(), "checkpoint_forged");
}

TEST_F(CheckpointsInHouse, K1_checkpoints_go_with_their_entries_and_the_chain_begins_anew) {
    visit(2);
    sign();
    house.clock.advance(std::chrono::hours{24 * 800});
    EXPECT_EQ(house->checkpoints.forget_old(here, house->policies.of(here)->published), 2);
    EXPECT_EQ(house.number(count_checkpoints), 0);
    EXPECT_EQ(refusal(), "");
    visit(1);
    sign();
    EXPECT_EQ(verified()->entries, 1);
}

TEST_F(CheckpointsInHouse, K1_a_checkpoint_stays_while_its_entry_does) {
    visit(1);
    sign();
    house.clock.advance(std::chrono::hours{24 * 800});
    visit(1);
    sign();
    EXPECT_EQ(house->checkpoints.forget_old(here, house->policies.of(here)->published), 1);
    EXPECT_EQ(house.number(count_checkpoints), 1);
    EXPECT_EQ(refusal(), "");
}

}  // namespace
}  // namespace autojet::privacy
