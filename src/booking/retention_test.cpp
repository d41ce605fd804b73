#include "booking/retention.hpp"

#include "booking/garage_for_tests.hpp"

namespace autojet::booking {
namespace {

using std::chrono::days;

class Retention : public Garage {};

TEST_F(Retention, keeps_a_customer_for_24_months_after_the_last_appointment_and_not_a_day_longer) {
    const auto booking = book(request(ada())).value();
    house.clock.set(policy::ends(*policy::period_of(policy::RetentionClass::customer), booking.span.end) - days{1});
    EXPECT_EQ(forget_expired(*house, house.autojet()), 0);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM person WHERE shop = $1"), 1);

    house.clock.advance(days{2});
    EXPECT_EQ(forget_expired(*house, house.autojet()), 1);
    for (const std::string_view rows :
         {"SELECT COUNT(*) FROM person WHERE shop = $1", "SELECT COUNT(*) FROM booking WHERE shop = $1",
          "SELECT COUNT(*) FROM booking_event WHERE shop = $1", "SELECT COUNT(*) FROM claim WHERE shop = $1",
          "SELECT COUNT(*) FROM blind_index WHERE shop = $1", "SELECT COUNT(*) FROM outbox WHERE shop = $1"})
        EXPECT_EQ(house.number(rows), 0) << rows;
}

TEST_F(Retention, counts_from_the_last_appointment_of_all_linked_records) {
    const auto first = book(request(ada())).value();
    house.clock.advance(days{300});
    const auto later = book(at(tuesday_at_ten + days{301})).value();
    ASSERT_TRUE(
        house.write([&](store::Tx& tx) -> Result<void> { return customers::link(tx, first.person, later.person); }));
    house.clock.set(policy::ends(*policy::period_of(policy::RetentionClass::customer), first.span.end) + days{1});
    EXPECT_EQ(forget_expired(*house, house.autojet()), 0);
    house.clock.set(policy::ends(*policy::period_of(policy::RetentionClass::customer), later.span.end) + days{1});
    EXPECT_EQ(forget_expired(*house, house.autojet()), 2);
}

TEST_F(Retention, of_a_destroyed_key_leaves_nothing_that_opens) {
    const auto booking = book(request(ada())).value();
    const auto closed = house.read([&](store::Tx& tx) { return customers::load(tx, house->vault, booking.person); });
    ASSERT_TRUE(closed);
    house->database.write(house.autojet(), [&](store::Tx& tx) -> Result<void> {
        house->vault.shred(tx, booking.person, privacy::RetentionClass::customer);
        return {};
    });
    const auto gone = house.read([&](store::Tx& tx) { return customers::load(tx, house->vault, booking.person); });
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().reason, "shredded");
}

}  // namespace
}  // namespace autojet::booking
