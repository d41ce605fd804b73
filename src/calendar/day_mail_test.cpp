#include "calendar/day_mail.hpp"

#include "calendar/workshop_for_tests.hpp"

namespace autojet::calendar {
namespace {

class ClosingTime : public Workshop {
protected:
    // Monday 23 November, so many hours after midnight in Amsterdam.
    void at_hour(int hour) { house.clock.set(tests::monday_morning + hours{hour - 9}); }
    void strike() { mail_after_closing(bookings, house.autojet()); }
    std::vector<shop::OutboxEntry> sheets() {
        auto all = house.read([](store::Tx& tx) { return shop::due_outbox_entries(tx, 100); });
        std::erase_if(all, [](const auto& entry) { return entry.event != day_sheet_event; });
        return all;
    }
    shop::WrittenMail written() {
        return day_sheet_writer(bookings, {}).write(house.autojet(), sheets().at(0)).value();
    }
};

TEST_F(ClosingTime, sends_the_next_day_once) {
    booked();
    at_hour(17);
    strike();
    EXPECT_TRUE(sheets().empty());
    at_hour(18);
    for (int n = 0; n < 3; ++n) strike();
    ASSERT_EQ(sheets().size(), 1U);
    EXPECT_EQ(written().to, house->shops.load(house.autojet()).email);
}

// What lies in a mailbox is out of reach of every period, erasure and restriction (docs/adr/0025).
TEST_F(ClosingTime, T1_mails_times_and_services_and_nobodys_name) {
    const auto ada = booked();
    at_hour(18);
    strike();
    const auto mail = written();
    EXPECT_TRUE(mail.categories.none());
    for (const auto* told : {"10:00–10:45", "Handwas", "/desk/day/sheet?date=2026-11-24"})
        EXPECT_NE(mail.text.find(told), std::string::npos) << told;
    EXPECT_NE(mail.text.find(ada.reference.substr(0, 4)), std::string::npos);
    for (const auto* data : {"Ada", "Lovelace", "54-JG", "Volvo", "12345678", "ada@", "key"})
        EXPECT_EQ(mail.text.find(data), std::string::npos) << data;
    EXPECT_EQ(mail.text.find(ada.reference), std::string::npos);
}

TEST_F(ClosingTime, on_friday_is_for_the_next_day_that_has_something_planned) {
    booked(booking::tuesday_at_ten + hours{24 * 6});
    house.clock.set(tests::monday_morning + hours{24 * 4 + 9});  // Friday at six
    strike();
    EXPECT_NE(written().text.find("2026-11-30"), std::string::npos);
}

TEST_F(ClosingTime, sends_nothing_when_nothing_is_planned_or_it_is_switched_off) {
    at_hour(18);
    strike();
    EXPECT_TRUE(sheets().empty());
    booked();
    house.clock.set(tests::monday_morning + hours{24 + 9});
    (void)house.write([](store::Tx& tx) -> Result<void> {
        set_mails_sheet(tx, false);
        return {};
    });
    booked(booking::tuesday_at_ten + hours{24});
    strike();
    EXPECT_TRUE(sheets().empty());
    EXPECT_FALSE(house.read([](store::Tx& tx) { return mails_sheet(tx); }));
}

TEST_F(ClosingTime, on_a_day_that_is_closed_sends_nothing) {
    booked(booking::tuesday_at_ten + hours{24 * 6});
    house.clock.set(tests::monday_morning + hours{24 * 5 + 9});  // Saturday
    strike();
    EXPECT_TRUE(sheets().empty());
}

}  // namespace
}  // namespace autojet::calendar
