#include "scheduling/claims.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <thread>

#include "base/result_for_tests.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::scheduling {
namespace {

using namespace std::chrono;
using tests::HouseForTests;

constexpr Instant noon = tests::monday_morning + 3h;
constexpr std::string_view count_claims = "SELECT COUNT(*) FROM claim WHERE shop = $1";
constexpr std::string_view delete_all = "DELETE FROM claim WHERE shop = $1";

Span span(int from_quantum, int quanta) {
    return {noon + from_quantum * quantum_length, noon + (from_quantum + quanta) * quantum_length};
}

class Bays : public ::testing::Test {
protected:
    Bays() {
        EXPECT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            first = add_resource(tx, BayKind::care, "Care 1");
            second = add_resource(tx, BayKind::care, "Care 2");
            lift = add_resource(tx, BayKind::lift, "Lift");
            rules.resources = {
                {first, BayKind::care, "Care 1"}, {second, BayKind::care, "Care 2"}, {lift, BayKind::lift, "Lift"}};
            return {};
        }));
    }

    bool claim(ResourceId bay, Span wanted, std::int64_t holder) {
        return house.write([&](store::Tx& tx) { return scheduling::claim(tx, bay, wanted, holder); }).has_value();
    }
    Result<ResourceId> claim_any(BayKind kind, Span wanted, std::int64_t holder) {
        return house.write([&](store::Tx& tx) { return scheduling::claim_any(tx, rules, kind, wanted, holder); });
    }
    bool is_free(ResourceId bay, Span wanted) {
        return house.read([&](store::Tx& tx) { return Occupancy(tx, {noon - 24h, noon + 24h}).is_free(bay, wanted); });
    }

    HouseForTests house;
    Rules rules{Zone::find("Europe/Amsterdam").value(), {}, {}, {}, {}};
    ResourceId first, second, lift;
};

TEST_F(Bays, take_one_holder_at_a_time) {
    EXPECT_TRUE(claim(first, span(0, 6), 100));
    EXPECT_FALSE(claim(first, span(0, 6), 200));
    EXPECT_FALSE(claim(first, span(5, 6), 200)) << "the last five minutes";
    EXPECT_FALSE(claim(first, span(-3, 4), 200)) << "the first five minutes";
    EXPECT_TRUE(claim(first, span(6, 6), 200)) << "right after it";
    EXPECT_TRUE(claim(first, span(-6, 6), 200)) << "right before it";
    EXPECT_TRUE(claim(second, span(0, 6), 200)) << "another bay";
}

TEST_F(Bays, keep_nothing_of_a_claim_that_was_refused) {
    ASSERT_TRUE(claim(first, span(3, 1), 100));
    EXPECT_FALSE(claim(first, span(0, 6), 200));
    EXPECT_EQ(house.number(count_claims), 1);
}

TEST_F(Bays, say_in_which_field_the_time_was_taken) {
    ASSERT_TRUE(claim_any(BayKind::lift, span(0, 6), 100));
    const auto refused = claim_any(BayKind::lift, span(3, 1), 200);
    ASSERT_EQ(reason_of(refused), "slot_taken");
    EXPECT_EQ(refused.error().field, "start");
    EXPECT_EQ(refused.error().code, ErrorCode::conflict);
}

TEST_F(Bays, are_given_out_one_after_the_other_and_by_their_kind) {
    EXPECT_EQ(claim_any(BayKind::care, span(0, 6), 100), first);
    EXPECT_EQ(claim_any(BayKind::care, span(3, 6), 200), second);
    EXPECT_FALSE(claim_any(BayKind::care, span(5, 1), 300));
    EXPECT_EQ(claim_any(BayKind::care, span(6, 1), 300), first);
    EXPECT_EQ(claim_any(BayKind::lift, span(0, 6), 400), lift);
}

TEST_F(Bays, of_a_kind_that_the_shop_has_not_are_all_taken) {
    rules.resources.pop_back();
    EXPECT_EQ(reason_of(claim_any(BayKind::lift, span(0, 6), 100)), "slot_taken");
}

TEST_F(Bays, are_given_back_by_their_holder_alone) {
    ASSERT_TRUE(claim(first, span(0, 6), 100));
    const auto release = [&](std::int64_t holder) {
        (void)house.write([&](store::Tx& tx) -> Result<void> {
            scheduling::release(tx, holder, first, span(0, 6));
            return {};
        });
    };
    release(200);
    EXPECT_FALSE(is_free(first, span(0, 1)));
    release(100);
    EXPECT_TRUE(is_free(first, span(0, 6)));
}

TEST_F(Bays, of_another_shop_are_other_bays) {
    ASSERT_TRUE(claim(first, span(0, 6), 100));
    EXPECT_TRUE(house->database.write(house.other_shop(),
                                      [&](store::Tx& tx) { return scheduling::claim(tx, first, span(0, 6), 100); }));
    EXPECT_EQ(house.number(count_claims, house.other_shop()), 6);
}

TEST_F(Bays, are_taken_by_exactly_one_of_many_who_come_at_once) {
    std::atomic<int> accepted = 0;
    std::vector<std::jthread> threads;
    for (int n = 0; n < 16; ++n)
        threads.emplace_back(
            [&, n] { accepted += claim_any(BayKind::lift, span(n % 3, 6), 100 + n).has_value() ? 1 : 0; });
    threads.clear();
    EXPECT_EQ(accepted, 1);
}

// Against a plain model: a span is accepted when none that was accepted before touches it in that bay, and never else.
TEST_F(Bays, never_hold_two_at_once_whatever_the_spans) {
    EXPECT_TRUE(rc::check([&] {
        (void)house.write([](store::Tx& tx) -> Result<std::int64_t> { return tx.run(delete_all); });
        std::map<std::pair<int, int>, std::int64_t> taken;  // bay and quantum, holder
        const int wishes = *rc::gen::inRange(1, 40);
        for (std::int64_t holder = 1; holder <= wishes; ++holder) {
            const int bay = *rc::gen::inRange(0, 2), from = *rc::gen::inRange(0, 40), quanta = *rc::gen::inRange(1, 12);
            const auto resource = bay == 0 ? first : second;
            bool free = true;
            for (int q = from; q < from + quanta; ++q) free = free && !taken.contains({bay, q});
            RC_ASSERT(is_free(resource, span(from, quanta)) == free);
            RC_ASSERT(claim(resource, span(from, quanta), holder) == free);
            if (free)
                for (int q = from; q < from + quanta; ++q) taken.emplace(std::pair{bay, q}, holder);
            RC_ASSERT(house.number(count_claims) == static_cast<std::int64_t>(taken.size()));
        }
    }));
}

TEST_F(Bays, that_are_blocked_take_nobody_until_they_are_free_again) {
    const auto blocked =
        house.write([&](store::Tx& tx) { return block(tx, first, span(0, 12), BlockReason::maintenance); });
    ASSERT_TRUE(blocked);
    EXPECT_FALSE(claim(first, span(11, 3), 100));
    EXPECT_EQ(house.read([&](store::Tx& tx) { return blocks_between(tx, span(0, 1)); }).size(), 1u);
    EXPECT_TRUE(house.read([&](store::Tx& tx) { return blocks_between(tx, span(12, 1)); }).empty());

    const auto unblock_it = [&](store::Tx& tx) { return unblock(tx, blocked->id); };
    EXPECT_FALSE(house->database.write(house.other_shop(), unblock_it)) << "a block of somebody else";
    EXPECT_TRUE(house.write(unblock_it));
    EXPECT_TRUE(claim(first, span(11, 3), 100));
    EXPECT_EQ(reason_of(house.write(unblock_it)), "not_found");
}

TEST_F(Bays, that_are_planned_cannot_be_blocked) {
    static constexpr std::string_view count_blocks = "SELECT COUNT(*) FROM block WHERE shop = $1";
    ASSERT_TRUE(claim(first, span(5, 1), 100));
    const auto blocked =
        house.write([&](store::Tx& tx) { return block(tx, first, span(0, 12), BlockReason::absence); });
    EXPECT_EQ(reason_of(blocked), "slot_taken");
    EXPECT_EQ(house.number(count_blocks), 0);
    EXPECT_EQ(house.number(count_claims), 1);
}

TEST(BlockReasons, have_words_that_lead_back_to_them) {
    for (const auto reason : all_block_reasons) EXPECT_EQ(block_reason_from_code(code(reason)), reason);
    EXPECT_EQ(block_reason_from_code("Ada is on holiday"), std::nullopt);
}

}  // namespace
}  // namespace autojet::scheduling
