// A person who restricted the use of their data, on every page that would show it.
#include "booking/booking_module.hpp"
#include "booking/garage_for_tests.hpp"
#include "privacy/standing.hpp"

namespace autojet::booking {
namespace {

constexpr std::string_view badge = "Restricted: only kept";

class RestrictedPages : public Garage {
protected:
    RestrictedPages() {
        module.module().add_routes(router);
        booking = book(request(ada())).value();
        other = book(at(tuesday_at_ten + std::chrono::hours{2})).value();
        house.write([&](store::Tx& tx) -> Result<void> {
            privacy::restrict_use(tx, booking.person, privacy::Ground::accuracy);
            return {};
        });
    }
    // Nothing of the person stands there, and the page says why.
    static void expect_only_kept(const tests::Answer& page) {
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(page.shows(badge));
        for (const std::string_view data :
             {"Lovelace", "ada@customers", "6 1234", "54-JG-PV", "Volvo", "under the mat"})
            EXPECT_FALSE(page.shows(data)) << data;
    }
    void erase_other() { ASSERT_TRUE(cancel(other, dee)); }

    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    AvailabilityCache cache{house->database};
    BookingModule module{bookings, house.site(), desk, cache};
    http::Router router;
    tests::Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    Booking booking, other;
};

TEST_F(RestrictedPages, duty_32_the_day_shows_the_badge_and_the_others_as_ever) {
    const auto both = bo.get("/desk/day?date=2026-11-24");
    EXPECT_TRUE(both.shows(badge));
    EXPECT_TRUE(both.shows("Ada Lovelace")) << "the other booking";
    erase_other();
    expect_only_kept(bo.get("/desk/day?date=2026-11-24"));
    house.clock.set(tuesday_at_ten - std::chrono::hours{1});
    expect_only_kept(bo.get("/desk/day"));
}

TEST_F(RestrictedPages, duty_32_the_week_shows_the_badge) {
    erase_other();
    const auto page = bo.get("/desk/week?date=2026-11-24");
    expect_only_kept(page);
    EXPECT_FALSE(page.shows("Hand wash"));
}

TEST_F(RestrictedPages, duty_32_the_booking_shows_the_badge_and_offers_no_change) {
    const auto page = bo.get("/desk/bookings/" + booking.reference);
    expect_only_kept(page);
    for (const std::string_view way : {"/confirmation", "/cancellation"}) {
        EXPECT_FALSE(page.shows(booking.reference + std::string(way)));
        EXPECT_EQ(bo.post("/desk/bookings/" + booking.reference + std::string(way), {{"reason", "x"}}).status, 409);
    }
    EXPECT_EQ(
        bo.post("/desk/bookings/" + booking.reference + "/links?record=" + std::to_string(other.person.value())).status,
        409);
}

TEST_F(RestrictedPages, duty_32_as_a_candidate_for_linking_it_is_told_by_the_badge_alone) {
    const auto page = bo.get("/desk/bookings/" + other.reference);
    EXPECT_TRUE(page.shows("Ada Lovelace"));
    EXPECT_TRUE(page.shows(badge));
    EXPECT_FALSE(page.shows(display_reference(booking.reference)));
}

TEST_F(RestrictedPages, duty_32_the_customer_sees_the_badge_and_can_cancel_but_not_move) {
    const auto path = "/en/booking/" + bookings.link(house.autojet(), booking);
    tests::Browser ada_herself(house, router);
    const auto page = ada_herself.get(path);
    expect_only_kept(page);
    EXPECT_FALSE(page.shows(path + "/time"));
    EXPECT_TRUE(page.shows(path + "/cancellation"));
    EXPECT_EQ(ada_herself.post(path + "/time", {{"start", "2026-11-24T16:00:00+01:00"}}).status, 409);
    EXPECT_EQ(ada_herself.get(path + "/appointment.ics").status, 409);
    EXPECT_EQ(ada_herself.get(path + "/booked").status, 200);
    EXPECT_EQ(ada_herself.post(path + "/cancellation").status, 303);
    EXPECT_EQ(stored(booking).status, Status::cancelled);
    EXPECT_EQ(ada_herself.get(path).status, 200);
}

}  // namespace
}  // namespace autojet::booking
