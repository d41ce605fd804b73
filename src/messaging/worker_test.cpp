#include "messaging/worker.hpp"

#include <gtest/gtest.h>

#include "messaging/scene_for_tests.hpp"

namespace autojet::messaging {
namespace {

using namespace std::chrono_literals;

bool comes_true(const std::function<bool()>& fact) {
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (!fact() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(5ms);
    return fact();
}

class WorkerTest : public testing::Test, protected Scene {};

TEST_F(WorkerTest, delivers_what_waited_before_it_started_and_what_comes_after) {
    book();
    const Worker worker{*house, messenger};
    EXPECT_TRUE(comes_true([&] { return postbox.taken().size() == 1; }));
    book("bo@customers.example");
    EXPECT_TRUE(comes_true([&] { return postbox.taken().size() == 2; }));
    book("cy@customers.example", tuesday_at_nine, house.other_shop());
    EXPECT_TRUE(comes_true([&] { return postbox.taken().size() == 3; }));
}

TEST_F(WorkerTest, goes_on_after_a_fault) {
    book();
    postbox.before_taking = [] { throw std::runtime_error{"a fault of a test"}; };
    const Worker worker{*house, messenger};
    EXPECT_TRUE(comes_true([&] {
        return house.number("SELECT COUNT(*) FROM outbox WHERE shop = $1 AND attempts = 1 AND state = 'waiting'") == 1;
    }));
    postbox.before_taking = nullptr;
    book("bo@customers.example");
    EXPECT_TRUE(comes_true([&] { return postbox.taken().size() == 1; }));
}

TEST_F(WorkerTest, ends_at_once_and_the_database_may_ring_afterwards) {
    const auto begun = std::chrono::steady_clock::now();
    { const Worker worker{*house, messenger}; }
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 2s);
    book();
    EXPECT_TRUE(postbox.taken().empty());
}

}  // namespace
}  // namespace autojet::messaging
