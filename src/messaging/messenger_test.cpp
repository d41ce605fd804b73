#include "messaging/messenger.hpp"

#include <gtest/gtest.h>

#include "messaging/scene_for_tests.hpp"
#include "policy/draft.hpp"
#include "policy/texts_for_tests.hpp"
#include "policy/write.hpp"
#include "privacy/disclosures.hpp"
#include "privacy/shown.hpp"
#include "privacy/versions.hpp"

namespace autojet::messaging {
namespace {

using booking::Booking;
using booking::Bookings;
using privacy::Actor;
using namespace std::chrono_literals;

const Actor bo = Actor::staff(PersonId{7}, privacy::every_purpose);

bool says(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

auto cancelled_by(const Actor& actor, const Booking& booking, const std::string& reason) {
    return [=](store::Tx& tx, Bookings& bookings) {
        return bookings.cancel(tx, booking.id, booking::PersonalText<booking::Category::message>::collected(reason),
                               actor);
    };
}

class MessengerTest : public testing::Test, protected Scene {
protected:
    std::string round() { return words(deliver()); }

    void erase(std::string_view sql) {
        must(house.write([&](store::Tx& tx) -> Result<void> {
            tx.run(sql);
            return {};
        }));
    }
    void put_in_outbox(std::string_view event) {
        must(house.write([&](store::Tx& tx) -> Result<void> {
            shop::put_in_outbox(tx, event, 12345);
            return {};
        }));
    }
};

TEST_F(MessengerTest, tells_the_person_who_booked) {
    const auto booking = book();
    EXPECT_EQ(round(), "delivered:1");
    ASSERT_EQ(postbox.taken().size(), 1U);
    const auto mail = postbox.taken().front();
    EXPECT_EQ(mail.to, "ada@customers.example");
    EXPECT_EQ(mail.from, "info@autojet.test");
    EXPECT_EQ(mail.from_name, "AutoJet");
    EXPECT_EQ(mail.reply_to, "info@autojet.test");
    EXPECT_EQ(mail.subject, "We have received your booking: Tuesday 1 December 2026, 09:00");
    EXPECT_TRUE(says(mail.text, "Hello Ada Lovelace,"));
    EXPECT_TRUE(says(mail.text, "Hand wash (Small)"));
    EXPECT_TRUE(says(mail.text, "09:00 to 09:45"));
    EXPECT_TRUE(says(mail.text, booking::display_reference(booking.reference)));
    EXPECT_TRUE(says(mail.text, "http://autojet.test/en/booking/" + bookings.link(house.autojet(), booking) + "\n"));
    ASSERT_EQ(mail.attachments.size(), 1U);
    EXPECT_TRUE(says(mail.attachments.front().bytes, "STATUS:TENTATIVE\r\n"));
    EXPECT_FALSE(says(mail.attachments.front().bytes, "Ada"));
    EXPECT_TRUE(outbound::rfc5322(mail));
    EXPECT_EQ(round(), "");
}

TEST_F(MessengerTest, sends_what_a_slice_writes_and_tells_it_when_it_was_delivered) {
    std::int64_t told = 0;
    messenger.add({"policy.changed",
                   [](ShopId, const shop::OutboxEntry&) {
                       policy::Categories reached;
                       reached.set(static_cast<std::size_t>(policy::Category::contact));
                       return shop::WrittenMail{PersonId{9},  policy::Purpose::legal_duty,
                                                reached,      "ada@customers.example",
                                                Language::en, "News",
                                                "Hello."};
                   },
                   [&](store::Tx&, const shop::OutboxEntry& entry) { told = entry.subject; }});
    messenger.add({"policy.nothing",
                   [](ShopId, const shop::OutboxEntry&) -> tl::expected<shop::WrittenMail, shop::OutboxState> {
                       return tl::unexpected(shop::OutboxState::superseded);
                   },
                   [](store::Tx&, const shop::OutboxEntry&) { FAIL() << "nothing was delivered"; }});
    put_in_outbox("policy.changed");
    put_in_outbox("policy.nothing");
    EXPECT_EQ(round(), "delivered:1 superseded:1");
    ASSERT_EQ(postbox.taken().size(), 1U);
    EXPECT_EQ(postbox.taken().front().to, "ada@customers.example");
    EXPECT_EQ(postbox.taken().front().subject, "News");
    EXPECT_EQ(told, 12345);
}

TEST_F(MessengerTest, has_the_opening_in_the_ledger_before_anything_leaves) {
    book();
    std::vector<std::string> at_the_door;
    postbox.before_taking = [&] { at_the_door = house.ledger(); };
    deliver();
    EXPECT_EQ(at_the_door, std::vector<std::string>{"job:messaging opened contact: name, contact"});
}

TEST_F(MessengerTest, opens_nothing_for_somebody_without_an_address) {
    book("");
    EXPECT_EQ(round(), "unreachable:1");
    EXPECT_TRUE(house.ledger().empty());
    EXPECT_TRUE(postbox.tried.empty());
}

TEST_F(MessengerTest, reaches_nobody_whose_record_is_gone) {
    book();
    erase("DELETE FROM person WHERE shop = $1");
    EXPECT_EQ(round(), "unreachable:1");
    book();
    erase("DELETE FROM booking WHERE shop = $1");
    EXPECT_EQ(round(), "unreachable:1");
}

TEST_F(MessengerTest, tells_of_the_confirmation_alone_when_both_wait) {
    const auto booking = book();
    change([&](store::Tx& tx, Bookings& all) { return all.confirm(tx, booking.id, bo); });
    EXPECT_EQ(round(), "delivered:1 superseded:1");
    EXPECT_EQ(postbox.taken().at(0).subject, "Your appointment is confirmed: Tuesday 1 December 2026, 09:00");
    EXPECT_TRUE(says(postbox.taken().at(0).attachments.at(0).bytes, "STATUS:CONFIRMED\r\n"));
}

TEST_F(MessengerTest, sends_no_stale_confirmation_of_a_cancelled_booking) {
    const auto booking = book();
    change(cancelled_by(bo, booking, "The bay is being repaired."));
    EXPECT_EQ(round(), "delivered:1 superseded:1");
    const auto mail = postbox.taken().at(0);
    EXPECT_EQ(mail.subject, "Your appointment is cancelled: Tuesday 1 December 2026, 09:00");
    EXPECT_TRUE(says(mail.text, "The reason: The bay is being repaired.\n"));
    EXPECT_TRUE(says(mail.attachments.at(0).bytes, "STATUS:CANCELLED\r\n"));
    EXPECT_TRUE(says(mail.attachments.at(0).bytes, "SEQUENCE:1\r\n"));
}

TEST_F(MessengerTest, carries_no_words_of_somebody_who_may_have_typed_another_address) {
    const auto booking = book();
    change(cancelled_by(Actor::person(booking.person), booking, "Buy at cheap.example"));
    EXPECT_EQ(round(), "delivered:1 superseded:1");
    EXPECT_FALSE(says(postbox.taken().at(0).text, "cheap"));
}

TEST_F(MessengerTest, tells_the_new_time_once_however_often_it_was_moved_in_between) {
    const auto booking = book();
    for (const auto later : {24h, 25h}) {
        house.clock.advance(1min);
        change([&](store::Tx& tx, Bookings& all) { return all.move(tx, booking.id, tuesday_at_nine + later, bo); });
    }
    EXPECT_EQ(round(), "delivered:1 superseded:2");
    const auto mail = postbox.taken().at(0);
    EXPECT_EQ(mail.subject, "Your appointment has a new time: Wednesday 2 December 2026, 10:00");
    EXPECT_TRUE(says(mail.attachments.at(0).bytes, "DTSTART:20261202T090000Z\r\n"));
    EXPECT_TRUE(says(mail.attachments.at(0).bytes, "SEQUENCE:2\r\n"));
}

TEST_F(MessengerTest, confirms_no_appointment_that_has_begun) {
    book();
    house.clock.set(tuesday_at_nine);
    EXPECT_EQ(round(), "superseded:1");
}

TEST_F(MessengerTest, tries_again_ever_more_slowly_and_gives_up_after_two_days) {
    book("ada@customers.example", tuesday_at_nine + std::chrono::days{30});
    postbox.refusal = "mail_unavailable";
    for (const std::chrono::seconds delay :
         std::initializer_list<std::chrono::seconds>{1min, 5min, 30min, 2h, 6h, 12h, 24h}) {
        EXPECT_EQ(round(), "waiting:1");
        house.clock.advance(delay - 1s);
        EXPECT_EQ(round(), "");
        house.clock.advance(1s);
    }
    EXPECT_EQ(round(), "failed:1");
    ASSERT_EQ(postbox.tried.size(), 8U);
    for (const auto& message_id : postbox.tried) EXPECT_EQ(message_id, postbox.tried.front());
    house.clock.advance(std::chrono::days{30});
    EXPECT_EQ(round(), "");
}

TEST_F(MessengerTest, loses_nothing_while_the_mail_server_is_away) {
    book();
    postbox.refusal = "mail_unavailable";
    round();
    postbox.refusal.clear();
    house.clock.advance(1min);
    EXPECT_EQ(round(), "delivered:1");
}

TEST_F(MessengerTest, asks_a_mail_server_that_is_away_once_in_a_round) {
    book();
    book("bo@customers.example");
    postbox.refusal = "mail_unavailable";
    EXPECT_EQ(round(), "waiting:1");
    EXPECT_EQ(postbox.tried.size(), 1U);
}

TEST_F(MessengerTest, gives_up_at_once_what_is_refused_for_good) {
    book();
    postbox.refusal = "mail_refused";
    EXPECT_EQ(round(), "failed:1");
    house.clock.advance(std::chrono::days{3});
    EXPECT_EQ(round(), "");
}

TEST_F(MessengerTest, sends_the_same_message_again_when_it_died_before_it_could_mark_it) {
    book();
    postbox.before_taking = [] { throw Broken{"the power is gone"}; };
    EXPECT_EQ(round(), "waiting:1");
    house.clock.advance(1min);
    postbox.before_taking = nullptr;
    EXPECT_EQ(round(), "delivered:1");
}

TEST_F(MessengerTest, delivers_for_the_shop_that_it_is_asked_for) {
    book();
    book("cy@customers.example", tuesday_at_nine, house.other_shop());
    EXPECT_EQ(words(deliver(house.other_shop())), "delivered:1");
    EXPECT_EQ(postbox.taken().at(0).to, "cy@customers.example");
    EXPECT_EQ(postbox.taken().at(0).from, "info@elders.test");
    EXPECT_TRUE(says(postbox.taken().at(0).text, "http://elders.test/en/booking/"));
    EXPECT_FALSE(says(postbox.taken().at(0).text, "autojet.test"));
}

TEST_F(MessengerTest, tells_the_shop_of_a_letter_without_opening_it) {
    put_in_outbox(shop::contact_received);
    EXPECT_EQ(round(), "delivered:1");
    EXPECT_EQ(postbox.taken().at(0).to, "info@autojet.test");
    EXPECT_TRUE(says(postbox.taken().at(0).text, "http://autojet.test/desk/messages\n"));
    EXPECT_TRUE(house.ledger().empty());
}

TEST_F(MessengerTest, gives_up_an_event_that_it_does_not_know) {
    put_in_outbox("weather.changed");
    EXPECT_EQ(round(), "failed:1");
}

TEST_F(MessengerTest, stops_between_two_messages_when_it_is_asked) {
    book();
    book("bo@customers.example");
    std::stop_source source;
    postbox.before_taking = [&] { source.request_stop(); };
    messenger.deliver_due(house.autojet(), source.get_token());
    EXPECT_EQ(postbox.taken().size(), 1U);
}

TEST_F(MessengerTest, S3_what_leaves_through_a_mail_server_is_written_down_as_a_disclosure) {
    const auto count = [&] { return house.number("SELECT COUNT(*) FROM disclosure WHERE shop = $1"); };
    book();
    round();
    EXPECT_EQ(count(), 0);  // it stayed in the house
    postbox.run_by = policy::Recipient::system_provider;
    const auto booking = book("bo@customers.example");
    put_in_outbox(shop::contact_received);
    round();
    EXPECT_EQ(count(), 1);
    const auto disclosures =
        house.read([&](store::Tx& tx) { return privacy::disclosures_of(tx, std::array{booking.person}); });
    ASSERT_EQ(disclosures.size(), 1U);
    EXPECT_EQ(disclosures[0].recipient, policy::Recipient::system_provider);
    EXPECT_EQ(privacy::names_of(disclosures[0].categories), "name, contact, appointment");
}

TEST_F(MessengerTest, S2_a_provider_whom_somebody_was_not_told_of_carries_nothing_of_theirs_but_the_news) {
    const policy::TextsOnDisk disk;
    const auto ceiling = disk.model();
    const auto first = book("ada@customers.example");
    const auto model = house->policies.of(house.autojet())->model;
    auto choices = policy::choices_of(ceiling, model);
    choices.clauses.insert("vehicle_register");
    auto next = policy::compose(ceiling, model, choices);
    next.version = "2026-11-23";
    must(house.write([&](store::Tx& tx) { return privacy::publish(tx, policy::to_toml(next), disk.texts.prose); }));
    postbox.run_by = policy::Recipient::vehicle_register;  // new in this version
    const auto second = book("bo@customers.example");
    messenger.add({.event = "policy.changed",
                   .write =
                       [&](ShopId, const shop::OutboxEntry&) {
                           return shop::WrittenMail{
                               first.person, policy::Purpose::legal_duty, {}, "ada@news.example", Language::en, "News",
                               "Hello."};
                       },
                   .tells_what_changed = true});
    put_in_outbox("policy.changed");
    EXPECT_EQ(round(), "waiting:1 delivered:2");
    ASSERT_EQ(postbox.taken().size(), 2U);
    EXPECT_EQ(postbox.taken()[0].to, "bo@customers.example") << "came under the new version";
    EXPECT_EQ(postbox.taken()[1].to, "ada@news.example");
    must(house.write([&](store::Tx& tx) -> Result<void> {
        privacy::record_told(tx, first.person, "2026-11-23", privacy::Told::by_mail);
        return {};
    }));
    house.clock.advance(1min);
    EXPECT_EQ(round(), "delivered:1");
}

TEST_F(MessengerTest, S2_what_the_door_refuses_is_in_the_ledger_and_waits) {
    book();
    postbox.refusal = "recipient_not_declared";
    EXPECT_EQ(round(), "waiting:1");
    EXPECT_EQ(house.ledger().back(), "job:messaging refused contact: name, contact, appointment");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM disclosure WHERE shop = $1"), 0);
}

}  // namespace
}  // namespace autojet::messaging
