#include "base/clock.hpp"

#include <gtest/gtest.h>

namespace autojet {
namespace {

using namespace std::chrono;

TEST(Clock, the_systems_clock_goes_on) {
    const SystemClock clock;
    const auto before = floor<seconds>(system_clock::now());
    EXPECT_LE(before, clock.now());
    EXPECT_LE(clock.now(), system_clock::now());
}

TEST(Clock, a_manual_clock_obeys) {
    const Instant noon = sys_days{year{2026} / 12 / 1} + 12h;
    ManualClock clock{noon};
    EXPECT_EQ(clock.now(), noon);
    clock.advance(90min);
    EXPECT_EQ(clock.now(), noon + 90min);
    clock.set(noon);
    EXPECT_EQ(clock.now(), noon);
}

}  // namespace
}  // namespace autojet
