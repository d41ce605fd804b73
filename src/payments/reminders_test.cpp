// Reminders: three steps, the costs of the law, and nobody who may not be written to.
#include "payments/reminders.hpp"

#include "payments/counter_for_tests.hpp"
#include "payments/reminder_mail.hpp"

namespace autojet::payments {
namespace {

class Reminders : public Counter {
protected:
    OpenInvoice open_of(const accounts::Document& document) {
        shop::Visit visit{dee, {}};
        return house.read([&](store::Tx& tx) { return load_open(tx, *house, visit, number_of(document)); }).value();
    }
    Result<ReminderId> reminded(const accounts::Document& document, Way way = Way::mail) {
        const auto open = open_of(document);
        return house.write([&](store::Tx& tx) { return remind(tx, open, way, Language::nl, by()); });
    }
    tl::expected<shop::WrittenMail, shop::OutboxState> mail(ReminderId reminder) {
        return reminder_mails(*house).write(
            house.autojet(),
            {.id = {}, .event = std::string(reminder_wanted), .subject = reminder.value(), .created = {}});
    }
    Reminder stored(ReminderId id) {
        return house.read([&](store::Tx& tx) { return find_reminder(tx, id); }).value();
    }
};

TEST(CollectionCosts, are_those_of_the_decree) {
    const std::vector<std::pair<std::int64_t, std::int64_t>> table{
        {1, 40},      {100, 40},     {266, 40},        {267, 40},          {1'000, 150},      {2'500, 375},
        {5'000, 625}, {10'000, 875}, {200'000, 2'775}, {1'000'000, 6'775}, {9'000'000, 6'775}};
    for (const auto& [principal, costs] : table) {
        const auto worked_out = collection_costs(Money::of_cents(principal * 100));
        EXPECT_EQ(worked_out.cents() / 100, costs) << principal;
    }
    EXPECT_EQ(collection_costs(Money::of_cents(30'000)), Money::of_cents(4'500));
}

TEST(CollectionCosts, fourteen_full_days_begin_on_the_day_after_it_was_received) {
    EXPECT_EQ(pay_by(Step::last, Way::mail, 2026y / 12 / 1), CivilDate{2026y / 12 / 16});
    EXPECT_EQ(pay_by(Step::last, Way::letter, 2026y / 12 / 1), CivilDate{2026y / 12 / 19});
    EXPECT_EQ(pay_by(Step::friendly, Way::mail, 2026y / 12 / 1), CivilDate{2026y / 12 / 8});
}

TEST_F(Reminders, come_in_three_steps_each_in_its_time) {
    const auto document = issued_to(book(request(ada())).value());
    EXPECT_EQ(reason_of(reminded(document)), "not_yet");
    days_go_by(14 + 6);
    EXPECT_EQ(reason_of(reminded(document)), "not_yet");
    days_go_by(1);
    const auto first = reminded(document);
    ASSERT_TRUE(first);
    EXPECT_EQ(stored(*first).step, Step::friendly);
    EXPECT_EQ(reason_of(reminded(document)), "not_yet");
    days_go_by(14);
    EXPECT_EQ(stored(reminded(document).value()).step, Step::second);
    days_go_by(14);
    const auto last = stored(reminded(document).value());
    EXPECT_EQ(last.step, Step::last);
    EXPECT_EQ(last.costs, Money::of_cents(4'259)) << "15 % of 283.95";
    days_go_by(60);
    EXPECT_EQ(reason_of(reminded(document)), "reminded_thrice");
}

TEST_F(Reminders, the_last_one_says_what_the_law_asks_for) {
    const auto document = issued_to(book(request(ada())).value());
    days_go_by(21);
    (void)reminded(document).value();
    days_go_by(14);
    (void)reminded(document).value();
    days_go_by(14);
    const auto written = mail(reminded(document).value());
    ASSERT_TRUE(written);
    EXPECT_EQ(written->to, "ada@customers.example");
    EXPECT_EQ(written->purpose, policy::Purpose::contact);
    for (const auto* needed : {"283", "42", "within fourteen days", "on the day after you received", "NL91 ABNA 0417"})
        EXPECT_NE(written->text.find(needed), std::string::npos) << needed << "\n" << written->text;
    EXPECT_NE(written->subject.find(document.number), std::string::npos);
}

TEST_F(Reminders, nothing_is_mailed_when_it_was_paid_meanwhile) {
    const auto document = issued_to(book(request(ada())).value());
    days_go_by(21);
    const auto reminder = reminded(document).value();
    EXPECT_TRUE(mail(reminder));
    ASSERT_TRUE(house.write([&](store::Tx& tx) {
        return take(tx, {number_of(document), Money::of_cents(28'395), today(), Means::card}, by());
    }));
    EXPECT_EQ(mail(reminder).error(), shop::OutboxState::superseded);
    EXPECT_EQ(reason_of(reminded(document)), "nothing_open");
}

TEST_F(Reminders, R5_nobody_who_is_restricted_is_reminded_and_a_waiting_mail_is_not_written) {
    const auto booking = book(request(ada())).value();
    const auto document = issued_to(booking);
    days_go_by(21);
    const auto reminder = reminded(document).value();
    house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, booking.person, privacy::Ground::accuracy);
        return {};
    });
    EXPECT_EQ(mail(reminder).error(), shop::OutboxState::failed);
    days_go_by(14);
    EXPECT_EQ(reason_of(reminded(document)), "restricted");
}

TEST_F(Reminders, R3_nobody_who_is_erased_is_reminded) {
    const auto booking = book(request(ada())).value();
    const auto document = issued_to(booking);
    days_go_by(21);
    house.write([&](store::Tx& tx) -> Result<void> {
        booking::customers_holder(bookings).erase(tx, booking.person);
        return {};
    });
    EXPECT_EQ(reason_of(reminded(document)), "erased");
    EXPECT_EQ(reason_of(reminded(document, Way::letter)), "erased");
}

TEST_F(Reminders, who_walked_in_gets_a_letter_and_no_mail) {
    const auto document = issued();
    days_go_by(21);
    EXPECT_EQ(reason_of(reminded(document)), "no_mail");
    EXPECT_TRUE(reminded(document, Way::letter));
    EXPECT_EQ(outbox(), "");
}

TEST_F(Reminders, are_paused_with_a_reason_and_go_on) {
    const auto document = issued();
    days_go_by(21);
    house.write([&](store::Tx& tx) -> Result<void> {
        pause(tx, number_of(document), Pause::disputed, by());
        return {};
    });
    EXPECT_EQ(reason_of(reminded(document, Way::letter)), "paused");
    house.write([&](store::Tx& tx) -> Result<void> {
        go_on(tx, number_of(document));
        return {};
    });
    EXPECT_EQ(reason_of(reminded(document, Way::letter)), "");
}

TEST_F(Reminders, K3_go_with_the_accounts) {
    const auto document = issued();
    days_go_by(21);
    ASSERT_TRUE(reminded(document, Way::letter));
    house.clock.set(Instant{std::chrono::sys_days{2034y / 1 / 1}});
    payments.module().jobs.at(0).run(house.autojet());
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM payment_reminder WHERE shop = $1"), 0);
}

}  // namespace
}  // namespace autojet::payments
