#include "workshop/workshop_for_tests.hpp"

namespace autojet::workshop {
namespace {

using namespace std::chrono_literals;

class Tasks : public WorkshopTest {
protected:
    Result<void> start(TaskId id, const Actor& who = Actor::staff(PersonId{8}, privacy::every_purpose)) {
        return house.write([&](store::Tx& tx) { return start_clock(tx, house->vault, id, who); });
    }
    Result<void> set(TaskId id, TaskState state, const std::string& reason = "") {
        const auto seen = stored(id).edition.version;
        return house.write(
            [&](store::Tx& tx) { return set_task_state(tx, house->vault, id, state, reason, seen, bo); });
    }
    std::vector<Spell> spells() {
        return house.read([&](store::Tx& tx) { return spells_of(tx, house->vault, order); }).value();
    }
    const WorkOrder order = walk_in();
    const TaskId brakes = task(order, "Brakes"), oil = task(order, "Oil");
};

TEST_F(Tasks, begin_with_a_clock_and_so_does_the_order) {
    ASSERT_TRUE(start(brakes));
    EXPECT_EQ(stored(brakes).state, TaskState::doing);
    EXPECT_EQ(stored(order).stand.state, State::in_progress);
}

TEST_F(Tasks, a_mechanic_has_one_clock_and_two_mechanics_have_two) {
    ASSERT_TRUE(start(brakes));
    house.clock.advance(20min);
    ASSERT_TRUE(start(oil));
    ASSERT_TRUE(start(oil, dee));
    const auto all = spells();
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].length(house.clock.now()), 20min);
    EXPECT_FALSE(all[1].ended);
    EXPECT_FALSE(all[2].ended);
}

TEST_F(Tasks, done_stops_every_clock_on_it) {
    ASSERT_TRUE(start(brakes));
    ASSERT_TRUE(start(brakes, dee));
    ASSERT_TRUE(set(brakes, TaskState::done));
    for (const auto& spell : spells()) EXPECT_TRUE(spell.ended);
}

TEST_F(Tasks, are_skipped_with_a_reason_only) {
    EXPECT_EQ(reason_of(set(brakes, TaskState::skipped)), "reason_required");
    ASSERT_TRUE(set(brakes, TaskState::skipped, "The customer does it himself"));
    EXPECT_EQ(opened(*stored(brakes).reason), "The customer does it himself");
}

TEST_F(Tasks, set_by_two_at_once_tell_the_second) {
    const auto seen = stored(brakes).edition.version;
    ASSERT_TRUE(set(brakes, TaskState::done));
    EXPECT_EQ(reason_of(house.write([&](store::Tx& tx) {
                  return set_task_state(tx, house->vault, brakes, TaskState::open, "", seen, dee);
              })),
              changed_meanwhile);
}

TEST_F(Tasks, somebody_worked_on_are_not_removed) {
    ASSERT_TRUE(start(brakes));
    const auto remove = [&](TaskId id) {
        const auto seen = stored(id).edition.version;
        return house.write([&](store::Tx& tx) { return remove_task(tx, id, seen); });
    };
    EXPECT_EQ(reason_of(remove(brakes)), "has_time");
    EXPECT_TRUE(remove(oil));
}

TEST_F(Tasks, times_are_corrected_with_a_reason_and_what_was_measured_stays) {
    ASSERT_TRUE(start(brakes));
    house.clock.advance(3h);
    const auto first = spells().front();
    const auto began = first.started;
    const auto correct = [&](Instant from, Instant until, const std::string& why, std::optional<Instant> seen = {}) {
        return house.write(
            [&](store::Tx& tx) { return correct_spell(tx, house->vault, first.id, from, until, why, seen, dee); });
    };
    EXPECT_EQ(reason_of(correct(began, began + 1h, "")), "reason_required");
    EXPECT_EQ(reason_of(correct(began + 1h, began, "x")), "not_after_start");
    EXPECT_EQ(reason_of(correct(began, began + 4h, "x")), "in_the_future");
    EXPECT_EQ(reason_of(correct(began - 30h, began, "x")), "too_long");
    ASSERT_TRUE(correct(began, began + 1h, "Forgot to stop it"));
    EXPECT_EQ(reason_of(correct(began, began + 2h, "Again")), changed_meanwhile) << "it ran when the form was made";
    ASSERT_TRUE(correct(began, began + 90min, "Again", began + 1h));
    const auto spell = spells().front();
    EXPECT_EQ(spell.length(house.clock.now()), 90min);
    EXPECT_EQ(spell.was_started, began);
    EXPECT_FALSE(spell.was_ended) << "the clock ran";
}

}  // namespace
}  // namespace autojet::workshop
