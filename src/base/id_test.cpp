#include "base/id.hpp"

#include <algorithm>
#include <set>
#include <thread>
#include <type_traits>
#include <unordered_set>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

using namespace std::chrono;

constexpr Instant noon = sys_days{year{2026} / 12 / 1} + 12h;

static_assert(!std::is_convertible_v<ShopId, PersonId>);
static_assert(!std::is_convertible_v<std::int64_t, ShopId>);

TEST(Id, compares_and_hashes_by_value) {
    EXPECT_EQ(ShopId{7}, ShopId{7});
    EXPECT_LT(ShopId{7}, ShopId{8});
    EXPECT_EQ(PersonId{}.value(), 0);
    EXPECT_EQ((std::unordered_set<PersonId>{PersonId{1}, PersonId{1}, PersonId{2}}.size()), 2u);
}

TEST(IdSource, gives_the_kind_that_is_asked_for) {
    IdSource ids{1};
    const auto ada = ids.next<PersonId>(noon);
    EXPECT_GT(ada.value(), 0);
    EXPECT_NE(ids.next<PersonId>(noon), ada);
}

TEST(IdSource, tells_the_second_in_its_upper_bits) {
    IdSource ids{1};
    const auto milliseconds = ids.next(noon) >> 20;
    const auto since_2020 = duration_cast<std::chrono::milliseconds>(noon - sys_days{year{2020} / 1 / 1});
    EXPECT_GE(milliseconds, since_2020.count());
    EXPECT_LT(milliseconds, since_2020.count() + 1000);
}

RC_GTEST_PROP(IdSource, grows_whatever_the_clock_does, (std::uint64_t seed, std::vector<std::int32_t> jumps)) {
    IdSource ids{seed};
    std::int64_t last = 0;
    for (const auto jump : jumps) {
        const auto next = ids.next(noon + seconds{jump});
        RC_ASSERT(next > last);
        last = next;
    }
}

TEST(IdSource, never_repeats_among_threads) {
    IdSource ids{42};
    std::vector<std::vector<std::int64_t>> drawn(4);
    std::vector<std::thread> threads;
    for (auto& mine : drawn)
        threads.emplace_back([&ids, &mine] {
            for (int i = 0; i < 5'000; ++i) mine.push_back(ids.next(noon));
        });
    for (auto& thread : threads) thread.join();

    std::set<std::int64_t> all;
    for (const auto& mine : drawn) {
        EXPECT_TRUE(std::ranges::is_sorted(mine));
        all.insert(mine.begin(), mine.end());
    }
    EXPECT_EQ(all.size(), 20'000u);
}

TEST(IdSource, two_processes_rarely_meet) {
    IdSource here{1};
    IdSource there{2};
    std::set<std::int64_t> all;
    for (int second = 0; second < 1'000; ++second) {
        all.insert(here.next(noon + seconds{second}));
        all.insert(there.next(noon + seconds{second}));
    }
    EXPECT_EQ(all.size(), 2'000u);
}

}  // namespace
}  // namespace autojet
