// Policy P4 in use: which services are wanted, and who is left out of it.
#include "booking/booking_module.hpp"
#include "booking/garage_for_tests.hpp"
#include "privacy/standing.hpp"

namespace autojet::booking {
namespace {

class WantedServices : public Garage {
protected:
    WantedServices() {
        module.module().add_routes(router);
        for (int n = 0; n < 3; ++n) made.push_back(book(at(tuesday_at_ten + std::chrono::hours{n})).value());
        made.push_back(book(at(tuesday_at_ten, "oil")).value());
        house.clock.advance(std::chrono::days{5});
    }
    // "Hand wash 3": how often, as the page says it.
    bool counts(int times) { return page().shows("<dd>" + std::to_string(times) + " ×</dd>"); }
    tests::Answer page() { return bo.get("/desk/wanted"); }
    void write(const std::function<void(store::Tx&)>& work) {
        house.write([&](store::Tx& tx) -> Result<void> { return work(tx), Result<void>{}; });
    }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    AvailabilityCache cache{house->database};
    BookingModule module{bookings, house.site(), desk, cache};
    http::Router router;
    tests::Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper);
    std::vector<Booking> made;
};

TEST_F(WantedServices, P4_are_counted_without_names_and_the_ledger_says_so) {
    EXPECT_TRUE(counts(3));
    EXPECT_TRUE(counts(1));
    for (const std::string_view data : {"Lovelace", "ada@", "54-JG-PV"}) EXPECT_FALSE(page().shows(data));
    EXPECT_TRUE(house.ledger().front().ends_with(" opened improvement: appointment"));
}

TEST_F(WantedServices, R4_an_objection_stops_the_counting_at_once) {
    write([&](store::Tx& tx) { privacy::object(tx, made[0].person, privacy::Aim::improvement); });
    EXPECT_TRUE(counts(2));
    EXPECT_FALSE(counts(3));
    EXPECT_TRUE(page().shows("Not counted"));
    EXPECT_TRUE(house.ledger().back().ends_with(" refused improvement: appointment"));
}

TEST_F(WantedServices, R5_a_restricted_person_is_not_counted) {
    write([&](store::Tx& tx) { privacy::restrict_use(tx, made[3].person, privacy::Ground::claim); });
    EXPECT_FALSE(counts(1));
    EXPECT_TRUE(counts(3));
}

TEST_F(WantedServices, go_back_ninety_days_and_are_for_staff_of_the_shop) {
    house.clock.advance(std::chrono::days{90});
    EXPECT_TRUE(tests::signed_in(house, router, house.autojet(), staff::Role::bookkeeper)
                    .get("/desk/wanted")
                    .shows("Nothing to count yet."));
    EXPECT_EQ(tests::Browser(house, router).get("/desk/wanted").status, 303);
    EXPECT_FALSE(
        tests::signed_in(house, router, house.other_shop(), staff::Role::bookkeeper).get("/desk/wanted").shows("×"));
}

// Duty 39: what time, jobs or a program do by themselves never turns anybody away.
TEST_F(Garage, duty_39_no_booking_is_cancelled_without_a_person_acting) {
    const auto booked = book(request(ada())).value();
    for (const auto& nobody : {Actor::job("tidy up"), Actor::stranger()}) {
        const auto refused = cancel(booked, nobody);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().reason, "needs_a_person");
    }
    EXPECT_EQ(stored(booked).status, Status::pending);

    AvailabilityCache cache{house->database};
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    BookingModule module{bookings, house.site(), desk, cache};
    for (int day = 0; day < 400; day += 20) {
        house.clock.advance(std::chrono::days{20});
        for (const auto& job : module.module().jobs) job.run(house.autojet());
        EXPECT_EQ(stored(booked).status, Status::pending) << "after " << day << " days";
    }
    EXPECT_TRUE(cancel(booked, dee));
}

}  // namespace
}  // namespace autojet::booking
