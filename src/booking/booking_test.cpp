#include "booking/booking.hpp"

#include <atomic>
#include <thread>

#include "base/result_for_tests.hpp"
#include "booking/garage_for_tests.hpp"

namespace autojet::booking {
namespace {

using namespace std::chrono;

using BookingInGarage = Garage;

TEST_F(BookingInGarage, holds_what_was_agreed) {
    const auto booked = book(request(ada()));
    ASSERT_TRUE(booked);
    const auto kept = stored(*booked);
    EXPECT_EQ(kept.reference, booked->reference);
    EXPECT_EQ(kept.reference.size(), 8u);
    EXPECT_EQ(kept.span, (Span{tuesday_at_ten, tuesday_at_ten + 45min}));
    EXPECT_EQ(kept.price, Money::of_cents(3500));
    EXPECT_EQ(kept.status, Status::pending);
    EXPECT_EQ(kept.channel, Channel::website);
    EXPECT_EQ(kept.created, house.clock.now());
    EXPECT_EQ(kept.policy_version, "2026-06-24") << "policy V1: the version that was shown";
    EXPECT_EQ(outbox(), "booking.received");
}

TEST_F(BookingInGarage, is_sealed_where_it_is_about_a_person) {
    ASSERT_TRUE(book(request(ada())));
    for (const auto* secret :
         {"Lovelace", "ada@customers", "+31612345678", "12345678", "54-JG-PV", "54JGPV", "Volvo", "under the mat"})
        EXPECT_FALSE(house.is_on_disk(secret)) << secret;
    EXPECT_TRUE(house.is_on_disk("hand-wash")) << "the search finds what is there";
}

TEST_F(BookingInGarage, a_taken_slot_is_refused_and_nobody_is_mailed) {
    ASSERT_TRUE(book(request(ada())));
    const auto before = rows();
    const auto refused = book(at(tuesday_at_ten + 30min));
    ASSERT_EQ(reason_of(refused), "slot_taken");
    EXPECT_EQ(refused.error().field, "start");
    EXPECT_EQ(rows(), before) << "no person, no booking, no claim, no message";
    EXPECT_EQ(outbox(), "booking.received");
}

TEST_F(BookingInGarage, takes_a_bay_of_its_own_kind) {
    ASSERT_TRUE(book(request(ada())));
    EXPECT_TRUE(book(at(tuesday_at_ten, "oil"))) << "the lift is free";
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten, "oil"))), "slot_taken");
}

TEST_F(BookingInGarage, of_the_last_bay_goes_to_exactly_one_of_many_who_come_at_once) {
    const auto wanted = request(ada());
    std::atomic<int> accepted = 0, taken = 0;
    std::vector<std::jthread> threads;
    for (int n = 0; n < 16; ++n)
        threads.emplace_back([&] {
            const auto answer = book(wanted);
            accepted += answer ? 1 : 0;
            taken += reason_of(answer) == "slot_taken" ? 1 : 0;
        });
    threads.clear();
    EXPECT_EQ(accepted, 1);
    EXPECT_EQ(taken, 15);
    EXPECT_EQ(outbox(), "booking.received");
}

TEST_F(BookingInGarage, by_the_website_keeps_to_the_times_that_it_offers) {
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 5min))), "not_offered");
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 10h))), "not_offered") << "closed";
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 24h * 4))), "not_offered") << "Saturday";
    EXPECT_EQ(reason_of(book(at(house.clock.now() + 1h))), "too_soon");
    EXPECT_EQ(reason_of(book(at(house.clock.now()))), "in_the_past");
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 24h * 371))), "too_far_ahead");
    EXPECT_EQ(rows(), 0);
}

TEST_F(BookingInGarage, by_the_desk_keeps_to_free_bays_and_the_future) {
    EXPECT_TRUE(book(at(tuesday_at_ten + 5min), dee));
    EXPECT_TRUE(book(at(tuesday_at_ten + 10h), dee)) << "after hours";
    EXPECT_TRUE(book(at(house.clock.now() + 5min), dee)) << "without notice";
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 15min), dee)), "slot_taken");
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 2h + 1min), dee)), "not_offered");
    EXPECT_EQ(reason_of(book(at(house.clock.now()), dee)), "in_the_past");
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 24h * 400), dee)), "too_far_ahead");
}

TEST_F(BookingInGarage, waits_for_the_shop_unless_it_was_made_at_the_desk_or_the_shop_says_at_once) {
    EXPECT_EQ(book(request(ada()))->status, Status::pending);
    EXPECT_EQ(book(at(tuesday_at_ten + 2h), dee)->status, Status::confirmed);
    ASSERT_TRUE(house.write([](store::Tx& tx) -> Result<void> {
        scheduling::set_booking_rules(tx, {.confirmation = scheduling::Confirmation::at_once});
        return {};
    }));
    EXPECT_EQ(book(at(tuesday_at_ten + 4h))->status, Status::confirmed);
}

TEST_F(BookingInGarage, needs_a_service_and_a_size_that_the_shop_offers) {
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten, "hand-wash"))), "");
    auto unknown = at(tuesday_at_ten + 2h);
    unknown.service = "time-travel";
    EXPECT_EQ(reason_of(book(unknown)), "unknown_service");
    auto too_large = at(tuesday_at_ten + 2h);
    too_large.size = VehicleSize::large;
    EXPECT_EQ(reason_of(book(too_large)), "unknown_size");
}

TEST_F(BookingInGarage, is_confirmed_once) {
    const auto booked = book(request(ada())).value();
    EXPECT_EQ(confirm(booked)->status, Status::confirmed);
    EXPECT_EQ(reason_of(confirm(booked)), "not_pending");
    EXPECT_EQ(stored(booked).status, Status::confirmed);
    EXPECT_EQ(outbox(), "booking.received booking.confirmed");
}

TEST_F(BookingInGarage, is_cancelled_once_and_frees_its_bay) {
    const auto booked = book(request(ada())).value();
    EXPECT_EQ(cancel(booked, Actor::person(booked.person))->status, Status::cancelled);
    EXPECT_TRUE(book(at(tuesday_at_ten))) << "somebody else may have it";
    EXPECT_EQ(reason_of(cancel(booked, dee)), "already_cancelled");
    EXPECT_EQ(reason_of(confirm(booked)), "already_cancelled");
    EXPECT_EQ(reason_of(move(booked, tuesday_at_ten + 2h, dee)), "already_cancelled");
    EXPECT_EQ(outbox(), "booking.received booking.cancelled booking.received");
}

TEST_F(BookingInGarage, is_cancelled_with_a_reason_that_is_sealed) {
    const auto booked = book(request(ada())).value();
    ASSERT_TRUE(cancel(booked, dee, "Bo broke his arm"));
    EXPECT_FALSE(house.is_on_disk("broke his arm"));
    const auto words = house.read([&](store::Tx& tx) { return load_words(tx, house->vault, booked); });
    ASSERT_TRUE(words);
    EXPECT_TRUE(words->cancel_reason);
    EXPECT_EQ(words->cancel_reason->subject(), booked.person);
}

TEST_F(BookingInGarage, is_its_customers_to_change_until_it_begins_and_the_desks_after_that) {
    const auto booked = book(request(ada())).value();
    const auto owner = Actor::person(booked.person);
    house.clock.set(tuesday_at_ten);
    EXPECT_EQ(reason_of(cancel(booked, owner)), "too_late");
    EXPECT_EQ(reason_of(move(booked, tuesday_at_ten + 24h, owner)), "too_late");
    EXPECT_EQ(stored(booked).status, Status::pending);
    EXPECT_TRUE(cancel(booked, dee));
}

TEST_F(BookingInGarage, moves_and_leaves_its_old_time_to_others) {
    const auto booked = book(request(ada())).value();
    ASSERT_TRUE(confirm(booked));
    const auto moved = move(booked, tuesday_at_ten + 2h, Actor::person(booked.person));
    ASSERT_TRUE(moved);
    EXPECT_EQ(stored(booked).span, (Span{tuesday_at_ten + 2h, tuesday_at_ten + 2h + 45min}));
    EXPECT_EQ(moved->reference, booked.reference);
    EXPECT_EQ(moved->price, booked.price);
    EXPECT_EQ(moved->status, Status::pending) << "the shop confirms the new time";
    EXPECT_TRUE(book(at(tuesday_at_ten)));
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten + 2h))), "slot_taken");
    EXPECT_EQ(outbox(), "booking.received booking.confirmed booking.moved booking.received");
}

TEST_F(BookingInGarage, moves_by_less_than_it_takes) {
    const auto booked = book(request(ada())).value();
    EXPECT_TRUE(move(booked, tuesday_at_ten + 30min, Actor::person(booked.person)))
        << "it does not stand in its own way";
    static constexpr std::string_view count_claims = "SELECT COUNT(*) FROM claim WHERE shop = $1";
    EXPECT_EQ(house.number(count_claims), 9);
}

TEST_F(BookingInGarage, stays_where_it_is_when_the_new_time_is_taken_or_not_offered) {
    const auto booked = book(request(ada())).value();
    ASSERT_TRUE(book(at(tuesday_at_ten + 2h)));
    const auto before = rows();
    const auto owner = Actor::person(booked.person);
    EXPECT_EQ(reason_of(move(booked, tuesday_at_ten + 2h, owner)), "slot_taken");
    EXPECT_EQ(reason_of(move(booked, tuesday_at_ten + 10h, owner)), "not_offered");
    EXPECT_EQ(reason_of(move(booked, house.clock.now() - 1h, owner)), "in_the_past");
    EXPECT_EQ(stored(booked).span.start, tuesday_at_ten);
    EXPECT_EQ(reason_of(book(at(tuesday_at_ten))), "slot_taken") << "the old time is still held";
    EXPECT_EQ(rows(), before);
}

TEST_F(BookingInGarage, of_another_shop_is_not_there) {
    const auto booked = book(request(ada())).value();
    EXPECT_EQ(reason_of(confirm(booked, house.other_shop())), "not_found");
    const auto found = house->database.read(house.other_shop(),
                                            [&](store::Tx& tx) { return find_by_reference(tx, booked.reference); });
    EXPECT_EQ(found, std::nullopt);
    EXPECT_TRUE(book(request(ada()), Actor::stranger(), house.other_shop())) << "whose bays are its own";
    EXPECT_EQ(outbox(house.other_shop()), "booking.received");
}

TEST_F(BookingInGarage, remembers_what_happened_and_who_did_it) {
    const auto booked = book(request(ada())).value();
    house.clock.advance(1min);
    ASSERT_TRUE(confirm(booked));
    house.clock.advance(1min);
    ASSERT_TRUE(cancel(booked, Actor::person(booked.person)));
    std::string told;
    for (const auto& event : house.read([&](store::Tx& tx) { return events_of(tx, booked.id); }))
        told += event.what + " by " + event.actor + "; ";
    EXPECT_EQ(told, "received by stranger; confirmed by staff:9; cancelled by person; ");
}

TEST_F(BookingInGarage, is_found_on_its_day_until_it_is_cancelled) {
    const auto booked = book(request(ada())).value();
    const auto count = [&](Span span) { return house.read([&](store::Tx& tx) { return between(tx, span); }).size(); };
    EXPECT_EQ(count({tuesday_at_ten + 44min, tuesday_at_ten + 60min}), 1u);
    EXPECT_EQ(count({tuesday_at_ten + 45min, tuesday_at_ten + 60min}), 0u);
    EXPECT_EQ(count({tuesday_at_ten - 60min, tuesday_at_ten}), 0u);
    ASSERT_TRUE(cancel(booked, dee));
    EXPECT_EQ(count({tuesday_at_ten, tuesday_at_ten + 1h}), 0u);
}

}  // namespace
}  // namespace autojet::booking
