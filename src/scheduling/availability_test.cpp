#include "scheduling/availability.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/support/house_for_tests.hpp"

namespace autojet::scheduling {
namespace {

using namespace std::chrono;
using tests::HouseForTests;

constexpr CivilDate monday{year{2026} / 11 / 23};
constexpr std::string_view delete_claims = "DELETE FROM claim WHERE shop = $1";

class FreeStarts : public ::testing::Test {
protected:
    FreeStarts() {
        EXPECT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            for (const auto kind : {BayKind::care, BayKind::lift, BayKind::lift})
                rules.resources.push_back({add_resource(tx, kind, "a bay"), kind, "a bay"});
            return {};
        }));
        for (unsigned day = 1; day <= 5; ++day) rules.openings.push_back({weekday{day}, 8h, 18h});
    }

    std::vector<DayAvailability> ask(BayKind kind, Minutes duration, CivilDate from = monday, int days = 7) {
        return house.read([&](store::Tx& tx) { return free_starts(tx, rules, kind, duration, from, days); });
    }
    std::optional<Instant> first_free(BayKind kind, Minutes duration) {
        return house.read([&](store::Tx& tx) { return first_free_start(tx, rules, kind, duration); });
    }
    Result<ResourceId> take(BayKind kind, Instant start, Minutes duration) {
        return house.write([&](store::Tx& tx) {
            return claim_any(tx, rules, kind, {start, start + duration}, ++holder);
        });
    }
    // Whether a customer who asks for this time would get it; nothing of it stays.
    bool would_be_accepted(BayKind kind, Instant start, Minutes duration) {
        if (!rules.admit(start, duration, house.clock.now())) return false;
        bool claimed = false;
        (void)house.write([&](store::Tx& tx) -> Result<void> {
            claimed = claim_any(tx, rules, kind, {start, start + duration}, ++holder).has_value();
            return refuse(ErrorCode::conflict, "asked_only", "Nothing stays.");
        });
        return claimed;
    }

    HouseForTests house;
    Rules rules{Zone::find("Europe/Amsterdam").value(), {}, {}, {}, {}};
    std::int64_t holder = 0;
};

TEST_F(FreeStarts, have_a_row_for_each_day_and_an_empty_one_for_closed_days) {
    const auto days = ask(BayKind::care, 60min);
    ASSERT_EQ(days.size(), 7u);
    for (int n = 0; n < 7; ++n) EXPECT_EQ(days[static_cast<std::size_t>(n)].date, add_days(monday, n));
    EXPECT_EQ(days[0].starts.front(), tests::monday_morning + 2h) << "two hours of notice";
    EXPECT_EQ(days[1].starts.size(), 19u);
    EXPECT_TRUE(days[5].starts.empty());
}

TEST_F(FreeStarts, are_gone_when_the_last_bay_of_the_kind_is_taken) {
    const Instant ten = tests::monday_morning + 25h;
    ASSERT_TRUE(take(BayKind::lift, ten, 60min));
    EXPECT_EQ(ask(BayKind::lift, 60min)[1].starts.size(), 19u) << "there is another lift";
    ASSERT_TRUE(take(BayKind::lift, ten, 60min));
    EXPECT_EQ(ask(BayKind::lift, 60min)[1].starts.size(), 16u) << "09:30, 10:00 and 10:30 overlap it";
    EXPECT_EQ(ask(BayKind::care, 60min)[1].starts.size(), 19u) << "a care bay is no lift";
}

TEST_F(FreeStarts, are_none_without_a_bay_that_is_fit) {
    std::erase_if(rules.resources, [](const Resource& bay) { return bay.kind == BayKind::care; });
    for (const auto& day : ask(BayKind::care, 60min)) EXPECT_TRUE(day.starts.empty());
    EXPECT_EQ(first_free(BayKind::care, 60min), std::nullopt);
}

TEST_F(FreeStarts, end_at_the_horizon_and_do_not_look_back) {
    rules.booking.horizon_days = 2;
    const auto days = ask(BayKind::care, 60min, add_days(monday, -3), 10);
    for (std::size_t n = 0; n < days.size(); ++n) EXPECT_EQ(days[n].starts.empty(), n < 3 || n > 5) << n;
}

TEST_F(FreeStarts, begin_with_the_first_that_is_free) {
    EXPECT_EQ(first_free(BayKind::care, 60min), tests::monday_morning + 2h);
    ASSERT_TRUE(take(BayKind::care, tests::monday_morning - 1h, 10h));
    EXPECT_EQ(first_free(BayKind::care, 60min), tests::monday_morning + 23h);
    rules.closures = {{monday, add_days(monday, 300)}};
    EXPECT_EQ(date_of(rules.zone.to_local(first_free(BayKind::care, 60min).value())), add_days(monday, 301));
}

// Any hours (past midnight and overlapping ones too), closures, steps, notice and horizon, with claims in between, on
// ordinary days and around both changes of the clock.
TEST_F(FreeStarts, are_exactly_what_would_be_accepted) {
    EXPECT_TRUE(rc::check([&] {
        (void)house.write([](store::Tx& tx) -> Result<std::int64_t> { return tx.run(delete_claims); });
        const CivilDate from =
            *rc::gen::element(monday, CivilDate{year{2027} / 3 / 27}, CivilDate{year{2027} / 10 / 30});
        constexpr int days = 3;
        house.clock.set(Instant{sys_days{from}} + minutes{*rc::gen::inRange(-12 * 60, 30 * 60)});
        rules.booking = {.notice = minutes{*rc::gen::inRange(0, 300)},
                         .horizon_days = *rc::gen::inRange(0, 5),
                         .step = minutes{5 * *rc::gen::inRange(1, 13)},
                         .on_holidays = *rc::gen::arbitrary<bool>()};
        rules.openings.clear();
        const int openings = *rc::gen::inRange(1, 9);
        for (int n = 0; n < openings; ++n)
            rules.openings.push_back({weekday_of(add_days(from, *rc::gen::inRange(-1, days))),
                                      minutes{*rc::gen::inRange(0, 24 * 60)}, minutes{*rc::gen::inRange(0, 24 * 60)}});
        rules.closures.clear();
        if (*rc::gen::arbitrary<bool>()) {
            const auto first = add_days(from, *rc::gen::inRange(-2, 3));
            rules.closures.push_back({first, add_days(first, *rc::gen::inRange(0, 2))});
        }
        const Instant midnight = Instant{sys_days{from}} - 24h;
        for (int n = 0; n < 6; ++n)
            (void)take(BayKind::lift, midnight + minutes{5 * *rc::gen::inRange(0, 1000)},
                       minutes{5 * *rc::gen::inRange(1, 60)});
        const minutes duration{5 * *rc::gen::inRange(1, 50)};

        std::set<Instant> offered;
        for (const auto& day : ask(BayKind::lift, duration, add_days(from, -1), days + 2)) {
            RC_ASSERT(std::ranges::adjacent_find(day.starts, std::greater_equal{}) == day.starts.end());
            offered.insert(day.starts.begin(), day.starts.end());
        }
        for (Instant start = midnight + 2h; start < midnight + 24h * (days + 1); start += quantum_length)
            RC_ASSERT(would_be_accepted(BayKind::lift, start, duration) == offered.contains(start));
    }));
}

}  // namespace
}  // namespace autojet::scheduling
