#include "http/limits.hpp"

#include <gtest/gtest.h>

namespace autojet::http {

using namespace std::chrono_literals;

TEST(RateLimiter, lets_a_burst_through_and_then_the_pace) {
    RateLimiter limiter;
    const RateBudget budget{"sign_in", 5, 60s};
    const auto start = RateLimiter::Clock::now();
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(limiter.admit(budget, "cy", start));
    EXPECT_EQ(limiter.admit(budget, "cy", start), 12s);
    EXPECT_FALSE(limiter.admit(budget, "ada", start)) << "others are not held up";
    EXPECT_FALSE(limiter.admit({"book", 5, 60s}, "cy", start)) << "nor other things";
    EXPECT_TRUE(limiter.admit(budget, "cy", start + 11s));
    EXPECT_FALSE(limiter.admit(budget, "cy", start + 12s));
}

TEST(RateLimiter, keeps_its_memory_small) {
    RateLimiter limiter{100};
    const auto start = RateLimiter::Clock::now();
    const RateBudget budget{"sign_in", 1, 60s};
    for (int i = 0; i < 5000; ++i) limiter.admit(budget, std::to_string(i), start + std::chrono::milliseconds{i});
    EXPECT_LE(limiter.size(), 100u);
    EXPECT_TRUE(limiter.admit(budget, "4999", start + 5s)) << "the latest are remembered";
    limiter.admit(budget, "later", start + 1h);
    limiter.admit({"fill", 1, 60s}, "x", start + 1h);
    EXPECT_LE(limiter.size(), 100u);
}

TEST(ClientDigester, is_the_same_for_minutes_and_not_the_address) {
    ClientDigester digester;
    const auto start = ClientDigester::Clock::now();
    const auto first = digester.digest("192.0.2.7", start);
    EXPECT_EQ(first.size(), 32u);
    EXPECT_EQ(first, digester.digest("192.0.2.7", start + 9min));
    EXPECT_NE(first, digester.digest("192.0.2.8", start + 9min));
    const auto generation = digester.generation(start + 9min);
    EXPECT_NE(first, digester.digest("192.0.2.7", start + 11min)) << "the key has been replaced";
    EXPECT_NE(generation, digester.generation(start + 11min));
    EXPECT_NE(first, ClientDigester{}.digest("192.0.2.7", start)) << "another process has another key";
}

TEST(ClientDigester, takes_a_household_of_ipv6_as_one) {
    ClientDigester digester;
    EXPECT_EQ(digester.digest("2001:db8:1:2::1"), digester.digest("2001:db8:1:2:ffff::9"));
    EXPECT_NE(digester.digest("2001:db8:1:2::1"), digester.digest("2001:db8:1:3::1"));
    EXPECT_EQ(digester.digest("::ffff:192.0.2.7"), digester.digest("192.0.2.7"));
}

}  // namespace autojet::http
