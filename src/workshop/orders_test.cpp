#include "workshop/workshop_for_tests.hpp"

#include "booking/retention.hpp"
#include "privacy/standing.hpp"
#include "workshop/order_store.hpp"

namespace autojet::workshop {
namespace {

using enum State;

class WorkOrders : public WorkshopTest {};

TEST_F(WorkOrders, made_from_a_booking_have_its_service_as_first_task_and_line) {
    const auto order = order_of_ada();
    EXPECT_EQ(order.stand.state, booked);
    const auto tasks = house.read([&](store::Tx& tx) { return tasks_of(tx, house->vault, order); }).value();
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(opened(tasks.front().title), "Hand wash") << "in the language of the customer";
    const auto lines = house.read([&](store::Tx& tx) { return lines_of(tx, house->vault, order); }).value();
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(lines.front().amounts.unit_price, Money::of_cents(3500));
    EXPECT_EQ(lines.front().task, tasks.front().id);
}

TEST_F(WorkOrders, are_one_for_each_booking_however_often_somebody_taps) {
    const auto booking = book(request(ada())).value();
    const auto tap = [&] {
        return house.write([&](store::Tx& tx) { return orders.open_for(tx, booking, dee); }).value();
    };
    EXPECT_EQ(tap().id, tap().id);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM work_order WHERE shop = $1"), 1);
}

TEST_F(WorkOrders, are_not_made_from_a_cancelled_booking) {
    const auto booking = book(request(ada())).value();
    ASSERT_TRUE(cancel(booking, dee));
    const auto cancelled = Garage::stored(booking);
    EXPECT_EQ(reason_of(house.write([&](store::Tx& tx) { return orders.open_for(tx, cancelled, dee); })),
              "already_cancelled");
}

TEST_F(WorkOrders, open_ones_of_the_same_plate_are_found_without_opening_anything) {
    const auto first = walk_in("54-JG-PV"), second = walk_in("54jgpv"), other = walk_in("VX-JJ-99");
    const auto same = [&](const WorkOrder& order) {
        return house.read([&](store::Tx& tx) { return list_open_of_vehicle(tx, house->vault, order.person).size(); });
    };
    EXPECT_EQ(same(first), 2U);
    EXPECT_EQ(same(second), 2U);
    EXPECT_EQ(same(other), 1U);
    EXPECT_TRUE(house.ledger().empty());
}

TEST_F(WorkOrders, go_from_state_to_state_and_nowhere_else) {
    const auto order = order_of_ada();
    EXPECT_EQ(reason_of(move(order, {ready, {}})), "not_from_here");
    EXPECT_EQ(reason_of(move(order, {collected, {}})), "not_from_here");
    EXPECT_TRUE(move(order, {arrived, {}}));
    EXPECT_TRUE(move(order, {in_progress, {}}));
    EXPECT_TRUE(move(order, {waiting, Waiting::parts}));
    EXPECT_EQ(reason_of(move(order, {waiting, {}})), "not_from_here") << "waiting says for what";
    EXPECT_TRUE(move(order, {in_progress, {}}));
    EXPECT_TRUE(move(order, {ready, {}}));
    EXPECT_TRUE(move(order, {collected, {}}));
    EXPECT_EQ(reason_of(move(order, {in_progress, {}})), "order_closed");
    const auto steps = house.read([&](store::Tx& tx) { return steps_of(tx, order.id); });
    EXPECT_EQ(steps.size(), 7U);
    EXPECT_EQ(steps.back().actor, dee.name_in_ledger());
}

TEST_F(WorkOrders, moved_by_two_people_at_once_move_one_step) {
    const auto order = walk_in();
    const Stand seen{arrived, {}};
    const auto tap = [&](const Actor& who) {
        return house.write([&](store::Tx& tx) { return orders.move_to(tx, order.id, seen, {in_progress, {}}, who); });
    };
    EXPECT_TRUE(tap(dee));
    EXPECT_EQ(reason_of(tap(bo)), changed_meanwhile);
}

TEST_F(WorkOrders, the_last_step_is_taken_back_and_stays_in_the_story) {
    const auto order = walk_in();
    ASSERT_TRUE(move(order, {in_progress, {}}));
    ASSERT_TRUE(move(order, {ready, {}}));
    ASSERT_TRUE(move(order, {collected, {}}));
    const auto undo = [&](int step) {
        return house.write([&](store::Tx& tx) { return orders.undo_last(tx, order.id, step, bo); });
    };
    EXPECT_EQ(reason_of(undo(3)), changed_meanwhile) << "not the last";
    ASSERT_TRUE(undo(4));
    EXPECT_EQ(stored(order).stand.state, ready);
    EXPECT_TRUE(undo(3));
    EXPECT_TRUE(undo(2));
    EXPECT_EQ(reason_of(undo(1)), "nothing_to_undo");
    const auto steps = house.read([&](store::Tx& tx) { return steps_of(tx, order.id); });
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps.back().undone_by, bo.name_in_ledger());
}

TEST_F(WorkOrders, words_of_the_slower_of_two_are_not_written_over_those_of_the_quicker) {
    const auto order = walk_in();
    const auto change = [&](const std::string& notes, std::int64_t seen, const Actor& who) {
        return house.write([&](store::Tx& tx) {
            return orders.change_words(tx, order.id, {.wanted = "Brakes squeal", .notes = notes}, seen, who);
        });
    };
    EXPECT_TRUE(change("Front pads are worn", 1, dee));
    EXPECT_EQ(reason_of(change("Nothing found", 1, bo)), changed_meanwhile);
    const auto words = house.read([&](store::Tx& tx) { return load_words(tx, house->vault, order); }).value();
    EXPECT_EQ(opened(*words.notes), "Front pads are worn");
    EXPECT_EQ(stored(order).edition.changed_by, dee.name_in_ledger());
}

TEST_F(WorkOrders, K2_go_with_the_record_of_their_customer_whatever_takes_it) {
    const auto order = walk_in();
    task(order, "Brakes");
    house.write([&](store::Tx& tx) -> Result<void> {
        booking::erase_with_bookings(tx, house->vault, order.person);
        return {};
    });
    for (const auto* count :
         {"SELECT COUNT(*) FROM work_order WHERE shop = $1", "SELECT COUNT(*) FROM work_task WHERE shop = $1",
          "SELECT COUNT(*) FROM work_order_step WHERE shop = $1"})
        EXPECT_EQ(house.number(count), 0) << count;
}

TEST_F(WorkOrders, R5_of_a_customer_whose_data_is_only_kept_do_not_change) {
    const auto order = walk_in();
    house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, order.person, privacy::Ground::claim);
        return {};
    });
    EXPECT_EQ(reason_of(move(order, {in_progress, {}})), "restricted");
    EXPECT_EQ(
        reason_of(house.write([&](store::Tx& tx) { return add_task(tx, house->vault, order.id, "Brakes", dee); })),
        "restricted");
}

TEST_F(WorkOrders, made_by_mistake_can_go_as_long_as_nobody_has_worked) {
    const auto order = walk_in(), begun = walk_in("VX-JJ-99");
    const auto oil = task(begun, "Oil");
    house.write([&](store::Tx& tx) { return start_clock(tx, house->vault, oil, bo); });
    const auto remove = [&](const WorkOrder& one) {
        return house.write([&](store::Tx& tx) { return orders.remove(tx, one.id); });
    };
    EXPECT_TRUE(remove(order));
    EXPECT_EQ(reason_of(remove(begun)), "work_has_begun");
}

TEST_F(WorkOrders, tell_a_calendar_how_far_each_booking_is) {
    const auto order = order_of_ada();
    ASSERT_TRUE(move(order, {arrived, {}}));
    const auto states = house.read([&](store::Tx& tx) {
        return states_of_bookings(tx, {booking::tuesday_at_ten, booking::tuesday_at_ten + std::chrono::hours{1}});
    });
    ASSERT_EQ(states.size(), 1U);
    EXPECT_EQ(states.at(*order.booking), arrived);
    EXPECT_TRUE(house.read([&](store::Tx& tx) {
        return states_of_bookings(tx, {tests::monday_morning, tests::monday_morning + std::chrono::hours{8}}).empty();
    }));
}

TEST_F(WorkOrders, D5_D6_words_are_not_readable_on_the_disk) {
    const auto order = walk_in();
    task(order, "Replace the timing belt");
    for (const auto* words : {"Brakes squeal", "timing belt", "54-JG-PV"})
        EXPECT_FALSE(house.is_on_disk(words)) << words;
}

}  // namespace
}  // namespace autojet::workshop
