// Consent as the customer meets it: after the booking, unticked, and taken back with one press.
#include "booking/booking_module.hpp"
#include "booking/garage_for_tests.hpp"
#include "privacy/consent.hpp"
#include "tests/support/policy_for_tests.hpp"

namespace autojet::booking {
namespace {

class ConsentPages : public Garage {
protected:
    ConsentPages() {
        module.module().add_routes(router);
        EXPECT_TRUE(house.write([](store::Tx& tx) {
            return privacy::publish(tx, tests::policy_with("2026-11-01", {"purpose reminder", "clause reminder"}));
        }));
        booking = book(request(ada())).value();
        path = "/en/booking/" + bookings.link(house.autojet(), booking);
    }
    bool agreed() {
        return house.read([&](store::Tx& tx) { return privacy::has_consent(tx, booking.person, "reminder"); });
    }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    AvailabilityCache cache{house->database};
    BookingModule module{bookings, house.site(), desk, cache};
    http::Router router;
    tests::Browser visitor{house, router};
    Booking booking;
    std::string path;
};

TEST_F(ConsentPages, duty_8_it_is_offered_after_booking_unticked_and_the_booking_stands_without_it) {
    for (const auto& page : {visitor.get(path + "/booked"), visitor.get(path)}) {
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(page.shows("we remind you of the next service"));
        EXPECT_TRUE(page.shows(R"(<input type="checkbox" name="agree" value="yes")"));
        EXPECT_FALSE(page.shows(" checked"));
    }
    EXPECT_EQ(stored(booking).status, Status::pending);
    EXPECT_FALSE(agreed());
}

TEST_F(ConsentPages, duty_9_it_is_given_with_two_ticks_and_taken_back_with_one_press) {
    EXPECT_EQ(visitor.post(path + "/consents/reminder", {{"agree", "yes"}, {"age", "of_age"}}).status, 303);
    EXPECT_TRUE(agreed());
    const auto page = visitor.get(path);
    EXPECT_TRUE(page.shows("You agreed to this on"));
    EXPECT_TRUE(page.shows(path + "/consents/reminder/withdrawal"));
    EXPECT_EQ(visitor.post(path + "/consents/reminder/withdrawal").status, 303);
    EXPECT_FALSE(agreed());
}

TEST_F(ConsentPages, duty_10_without_an_age_or_a_guardian_it_is_refused_beside_the_question) {
    const auto answer = visitor.post(path + "/consents/reminder", {{"agree", "yes"}});
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.shows("age-reminder-error"));
    EXPECT_EQ(visitor.post(path + "/consents/reminder", {{"age", "of_age"}}).status, 422);
    EXPECT_EQ(
        visitor.post(path + "/consents/reminder", {{"agree", "yes"}, {"age", "guardian"}, {"guardian", "\xff"}}).status,
        422);
    EXPECT_FALSE(agreed());
    EXPECT_EQ(
        visitor.post(path + "/consents/reminder", {{"agree", "yes"}, {"age", "guardian"}, {"guardian", "Dee"}}).status,
        303);
    EXPECT_TRUE(agreed());
}

TEST_F(ConsentPages, nothing_is_asked_that_is_not_published_and_nobody_answers_for_others) {
    EXPECT_EQ(visitor.post(path + "/consents/photos", {{"agree", "yes"}, {"age", "of_age"}}).status, 404);
    EXPECT_EQ(visitor.post_forged(path + "/consents/reminder", {{"agree", "yes"}, {"age", "of_age"}}).status, 403);
    EXPECT_EQ(visitor.post_forged(path + "/consents/reminder/withdrawal").status, 403);
    EXPECT_EQ(visitor.post("/en/booking/ABCDEFGH-x/consents/reminder", {{"agree", "yes"}, {"age", "of_age"}}).status,
              404);
    const auto there = book(request(ada()), Actor::stranger(), house.other_shop()).value();
    tests::Browser neighbour(house, router, house.other_shop());
    const auto page = neighbour.get("/en/booking/" + bookings.link(house.other_shop(), there));
    EXPECT_EQ(page.status, 200);
    EXPECT_FALSE(page.shows("Only if you want"));
}

}  // namespace
}  // namespace autojet::booking
