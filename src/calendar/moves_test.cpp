#include "calendar/moves.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "calendar/calendar_holder.hpp"
#include "calendar/workshop_for_tests.hpp"

namespace autojet::calendar {
namespace {

constexpr std::string_view count_claims = "SELECT COUNT(*) FROM claim WHERE shop = $1";
constexpr std::string_view count_rows =
    "SELECT (SELECT COUNT(*) FROM booking_plan WHERE shop = $1) + (SELECT COUNT(*) FROM booking_move WHERE shop = $1)";

TEST_F(Workshop, a_move_keeps_reference_price_and_status_and_holds_the_new_time) {
    const auto ada = book(at(booking::tuesday_at_ten)).value();  // waits for confirmation
    auto wanted = later(ada, hours{2});
    wanted.bay = second_bay;
    wanted.span.end += minutes{30};
    const auto moved = plan(ada, wanted);
    ASSERT_TRUE(moved);
    const auto now = stored(ada);
    EXPECT_EQ(where(ada), wanted);
    EXPECT_EQ(now.reference, ada.reference);
    EXPECT_EQ(now.price, ada.price);
    EXPECT_EQ(now.status, booking::Status::pending);
    EXPECT_EQ(house.number(count_claims), 15);  // 75 minutes, and nothing is left where it was
}

TEST_F(Workshop, a_bay_that_is_taken_refuses_and_nothing_has_changed) {
    const auto ada = booked();
    const auto other = booked(booking::tuesday_at_ten + hours{1});
    const auto before = where(ada);
    const auto refused = plan(ada, later(ada, minutes{45}));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "slot_taken");
    EXPECT_EQ(where(ada), before);
    EXPECT_EQ(where(other).bay, before.bay);
    EXPECT_EQ(house.number(count_claims), 18);
    EXPECT_EQ(house.number(count_rows), 0);
}

TEST_F(Workshop, what_somebody_moved_meanwhile_is_not_moved_again_unseen) {
    const auto ada = booked();
    const auto seen = seen_word(where(ada));
    ASSERT_TRUE(plan(ada, later(ada, hours{1}), seen));
    const auto refused = plan(ada, later(ada, hours{2}), seen);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "changed_meanwhile");
    EXPECT_TRUE(plan(ada, later(ada, hours{2})));  // who has seen it may
}

TEST_F(Workshop, what_does_not_fit_is_refused_with_its_field) {
    const auto ada = booked();
    const auto with = [&](const std::function<void(Placement&)>& change) {
        auto wanted = where(ada);
        change(wanted);
        const auto refused = plan(ada, wanted);
        return refused ? std::string("accepted") : refused.error().reason + " " + refused.error().field;
    };
    EXPECT_EQ(with([&](Placement& p) { p.bay = lift; }), "wrong_bay bay");
    EXPECT_EQ(with([&](Placement& p) { p.bay = ResourceId{999}; }), "unknown_bay bay");
    EXPECT_EQ(with([&](Placement& p) { p.span.end = p.span.start; }), "bad_duration minutes");
    EXPECT_EQ(with([&](Placement& p) { p.span.end += minutes{3}; }), "bad_duration minutes");
    EXPECT_EQ(with([&](Placement& p) { p.span.end += hours{25}; }), "bad_duration minutes");
    EXPECT_EQ(with([&](Placement& p) { p.span.start -= hours{48}, p.span.end -= hours{48}; }), "in_the_past start");
    EXPECT_EQ(with([&](Placement& p) { p.span.start += minutes{2}, p.span.end += minutes{2}; }), "not_offered start");
    EXPECT_EQ(with([&](Placement& p) { p.plan.person = PersonId{12345}; }), "unknown_colleague person");
}

TEST_F(Workshop, work_that_has_begun_can_take_longer_though_its_start_has_passed) {
    const auto ada = booked();
    house.clock.set(booking::tuesday_at_ten + minutes{20});
    auto wanted = where(ada);
    wanted.span.end += minutes{30};
    EXPECT_TRUE(plan(ada, wanted));
}

TEST_F(Workshop, a_cancelled_or_restricted_booking_is_not_planned_anew) {
    const auto ada = booked(), other = booked(booking::tuesday_at_ten + hours{3});
    ASSERT_TRUE(cancel(ada, dee));
    EXPECT_EQ(plan(ada, later(ada, hours{1})).error().reason, "already_cancelled");
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, other.person, privacy::Ground::claim);
        return {};
    });
    EXPECT_EQ(plan(other, later(other, hours{1})).error().reason, "restricted");
}

TEST_F(Workshop, nobody_but_staff_plans_the_bays) {
    const auto ada = booked();
    const auto refused = house.write([&](store::Tx& tx) {
        return bookings.place(tx, ada.id, {ada.span, second_bay}, Actor::person(ada.person));
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().reason, "needs_staff");
}

TEST_F(Workshop, the_customer_hears_of_a_new_time_two_minutes_later) {
    const auto ada = booked();
    tell_all();
    EXPECT_EQ(plan(ada, later(ada, hours{1}))->told, Told::later);
    EXPECT_EQ(outbox(), "");
    house.clock.advance(time_to_undo);
    EXPECT_EQ(outbox(), "booking.moved");
}

TEST_F(Workshop, a_move_that_is_undone_within_two_minutes_is_told_to_nobody) {
    const auto ada = booked();
    tell_all();
    const auto before = where(ada);
    const auto moved = plan(ada, later(ada, hours{1})).value();
    house.clock.advance(time_to_undo - std::chrono::seconds{1});
    EXPECT_EQ(undo(ada, *moved.move)->told, Told::same_time);
    EXPECT_EQ(where(ada), before);
    house.clock.advance(hours{1});
    EXPECT_EQ(outbox(), "");
}

TEST_F(Workshop, a_move_that_is_undone_later_is_told_as_well) {
    const auto ada = booked();
    tell_all();
    const auto moved = plan(ada, later(ada, hours{1})).value();
    house.clock.advance(time_to_undo);
    tell_all();
    EXPECT_EQ(undo(ada, *moved.move)->told, Told::later);
    house.clock.advance(time_to_undo);
    EXPECT_EQ(outbox(), "booking.moved");
}

TEST_F(Workshop, three_moves_in_a_row_are_one_message) {
    const auto ada = booked();
    tell_all();
    for (int n = 0; n < 3; ++n) ASSERT_TRUE(plan(ada, later(ada, hours{1})));
    house.clock.advance(time_to_undo);
    EXPECT_EQ(outbox(), "booking.moved");
}

// Else the customer would hear of nothing: what was held back was to tell of a booking that has changed since.
TEST_F(Workshop, who_has_not_heard_of_the_booking_yet_hears_of_it_though_the_move_was_undone) {
    const auto ada = booked();
    const auto moved = plan(ada, later(ada, hours{1})).value();
    EXPECT_EQ(undo(ada, *moved.move)->told, Told::later);
    house.clock.advance(time_to_undo);
    EXPECT_EQ(outbox(), "booking.received booking.moved");
}

TEST_F(Workshop, another_bay_or_a_longer_time_tells_nobody_and_takes_no_message_back) {
    const auto ada = booked();
    auto wanted = where(ada);
    wanted.bay = second_bay;
    wanted.span.end += minutes{15};
    EXPECT_EQ(plan(ada, wanted)->told, Told::same_time);
    EXPECT_EQ(outbox(), "booking.received");
    EXPECT_EQ(house.read([&](store::Tx& tx) { return booking::events_of(tx, ada.id); }).size(), 1U);
}

TEST_F(Workshop, who_gave_no_address_is_to_be_called) {
    const auto ada = booked_by_phone();
    EXPECT_EQ(plan(ada, later(ada, hours{1}))->told, Told::no_address);
}

TEST_F(Workshop, an_accident_is_undone_though_the_start_has_passed) {
    const auto ada = booked();
    house.clock.set(booking::tuesday_at_ten + minutes{20});
    const auto moved = plan(ada, later(ada, hours{3})).value();
    EXPECT_TRUE(undo(ada, *moved.move));
    EXPECT_EQ(where(ada).span.start, booking::tuesday_at_ten);
}

TEST_F(Workshop, moves_are_undone_one_after_the_other_and_only_where_they_stand) {
    const auto ada = booked();
    const auto before = where(ada);
    const auto first = plan(ada, later(ada, hours{1})).value(), second = plan(ada, later(ada, hours{1})).value();
    EXPECT_EQ(undo(ada, *first.move).error().reason, "changed_meanwhile");
    EXPECT_TRUE(undo(ada, *second.move));
    EXPECT_EQ(undo(ada, *second.move).error().reason, "changed_meanwhile");
    EXPECT_TRUE(undo(ada, *first.move));
    EXPECT_EQ(where(ada), before);
}

TEST_F(Workshop, an_undo_finds_its_place_taken_and_says_so) {
    const auto ada = booked();
    const auto moved = plan(ada, later(ada, hours{1})).value();
    ASSERT_TRUE(house.write([&](store::Tx& tx) {
        return scheduling::block(tx, moved.now.bay, ada.span, scheduling::BlockReason::maintenance);
    }));
    EXPECT_EQ(undo(ada, *moved.move).error().reason, "slot_taken");
    EXPECT_EQ(where(ada), moved.now);
}

TEST_F(Workshop, R3_what_was_planned_goes_with_the_person_and_the_booking) {
    const auto ada = booked(), other = booked(booking::tuesday_at_ten + hours{3});
    for (const auto& each : {ada, other}) ASSERT_TRUE(plan(each, later(each, hours{1})));
    EXPECT_EQ(house.number(count_rows), 4);
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        calendar_holder().erase(tx, ada.person);
        return {};
    });
    EXPECT_EQ(house.number(count_rows), 2);
    (void)house.write([&](store::Tx& tx) -> Result<void> {
        tx.run("DELETE FROM booking WHERE shop = $1 AND booking = $2", other.id);
        forget_gone(tx);
        return {};
    });
    EXPECT_EQ(house.number(count_rows), 0);
}

TEST_F(Workshop, R1_a_person_is_told_how_their_appointment_was_planned) {
    const auto ada = booked();
    auto wanted = later(ada, hours{1});
    wanted.plan.waits = true;
    ASSERT_TRUE(plan(ada, wanted));
    policy::Openings openings;
    const auto records = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<policy::Purpose::rights>(tx, dee, {ada.person}, openings);
        return calendar_holder().describe(tx, ada.person, *warrant);
    });
    ASSERT_EQ(records.size(), 2U);
    EXPECT_EQ(records[0].kind, "move");
    EXPECT_EQ(records[0].values[0].value, "2026-11-24T09:00:00Z/2026-11-24T09:45:00Z");
    EXPECT_EQ(records[0].values[1].value, "2026-11-24T10:00:00Z/2026-11-24T10:45:00Z");
    EXPECT_EQ(records[1].kind, "plan");
}

// Whatever is moved and undone: no two share a bay, each holds exactly its own time, and undoing all leads back.
TEST_F(Workshop, bays_are_never_shared_however_things_are_moved_about) {
    std::vector<Booking> all;
    for (int n = 0; n < 4; ++n) all.push_back(booked(booking::tuesday_at_ten + n * hours{1}));
    EXPECT_TRUE(rc::check([&] {
        std::vector<std::pair<std::size_t, MoveId>> made;
        std::vector<Placement> before;
        for (const auto& each : all) before.push_back(where(each));
        for (int n = *rc::gen::inRange(1, 12); n > 0; --n) {
            const auto which = *rc::gen::inRange<std::size_t>(0, all.size());
            auto wanted = where(all[which]);
            wanted.span.start += *rc::gen::inRange(-12, 12) * minutes{5};
            wanted.span.end = wanted.span.start + *rc::gen::inRange(1, 24) * minutes{5};
            wanted.bay = *rc::gen::element(care, second_bay);
            const auto moved = plan(all[which], wanted);
            if (moved && moved->move) made.emplace_back(which, *moved->move);
            std::int64_t quanta = 0;
            for (const auto& each : all) quanta += (where(each).span.end - where(each).span.start) / minutes{5};
            RC_ASSERT(house.number(count_claims) == quanta);
        }
        for (auto last = made.rbegin(); last != made.rend(); ++last) RC_ASSERT(undo(all[last->first], last->second));
        for (std::size_t n = 0; n < all.size(); ++n) RC_ASSERT(where(all[n]) == before[n]);
    }));
}

}  // namespace
}  // namespace autojet::calendar
