#include "contact/contact.hpp"

#include <gtest/gtest.h>

#include "contact/contact_holder.hpp"
#include "privacy/standing.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::contact {
namespace {

using tests::Browser;
using tests::Fields;
using tests::HouseForTests;

constexpr std::string_view count_messages = "SELECT COUNT(*) FROM contact_message WHERE shop = $1";

Fields from_ada(std::string message = "Does the pollen filter smell?") {
    return {{"name", "Ada Lovelace"}, {"email", "ada@example.org"}, {"phone", ""}, {"message", std::move(message)}};
}

Fields with(Fields fields, std::string_view name, std::string value) {
    for (auto& field : fields)
        if (field.first == name) field.second = std::move(value);
    return fields;
}

class ContactForm : public ::testing::Test {
protected:
    ContactForm() { contact.module().add_routes(router); }

    std::int64_t waiting() {
        return house.read([](store::Tx& tx) { return count_waiting(tx); });
    }
    std::string url_of_handling() {
        return "/desk/messages/" +
               std::to_string(house.number("SELECT MAX(message) FROM contact_message WHERE shop = $1")) + "/handling";
    }

    Holder holder() { return letters_holder(*house); }
    std::vector<PersonId> find_sender(const std::string& email) {
        return house.read([&](store::Tx& tx) {
            const auto key = EmailKey::collected(EmailAddress::parse(email).value().key());
            auto persons = house->vault.find(tx, privacy::IndexKind::email, key);
            std::erase_if(persons, [&](PersonId person) { return !holder().knows(tx, person); });
            return persons;
        });
    }
    std::vector<HeldRecord> described(PersonId person) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::rights>(
                tx, privacy::Actor::staff(PersonId{9}, privacy::every_purpose), {person}, openings);
            return holder().describe(tx, person, *warrant);
        });
    }

    HouseForTests house;
    staff::Desk desk{
        *house,
        [this](ShopId shop) { return house->database.read(shop, [](store::Tx& tx) { return count_waiting(tx); }); },
        [](ShopId) { return 0; }};
    Contact contact{*house, house.site(), desk};
    http::Router router;
    Browser ada{house, router};
};

TEST_F(ContactForm, a_message_is_stored_sealed_and_answered_without_anything_personal) {
    EXPECT_EQ(ada.get("/en/contact").status, 200);
    const auto sent = ada.post("/en/contact", from_ada());
    EXPECT_EQ(sent.status, 303);
    EXPECT_EQ(sent.location, "/en/contact?sent=1");
    EXPECT_TRUE(ada.get(sent.location).shows("Thank you, your message is with us."));
    EXPECT_EQ(house.number(count_messages), 1);
    for (const std::string_view canary : {"Lovelace", "ada@example.org", "pollen"})
        EXPECT_FALSE(house.is_on_disk(canary)) << canary;
}

TEST_F(ContactForm, the_event_is_in_the_outbox_with_the_message_or_not_at_all) {
    ada.post("/en/contact", from_ada());
    EXPECT_EQ(house.number(
                  "SELECT COUNT(*) FROM outbox o JOIN contact_message m ON m.shop = o.shop AND m.message = o.subject "
                  "WHERE o.shop = $1 AND o.event = 'contact.received'"),
              1);
    ada.post("/en/contact", from_ada(""));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM outbox WHERE shop = $1"), 1);
}

TEST_F(ContactForm, it_answers_in_both_languages_and_at_the_plain_address) {
    for (const std::string_view url : {"/contact", "/nl/contact", "/en/contact"}) {
        EXPECT_EQ(ada.get(url).status, 200) << url;
        EXPECT_EQ(ada.post(url, from_ada()).status, 303) << url;
        EXPECT_EQ(ada.post_forged(url, from_ada()).status, 403) << url;
    }
    EXPECT_EQ(ada.post("/nl/contact", from_ada()).location, "/nl/contact?sent=1");
}

TEST_F(ContactForm, one_of_phone_and_email_is_enough) {
    EXPECT_EQ(ada.post("/en/contact", with(with(from_ada(), "email", ""), "phone", "06 12345678")).status, 303);
    const auto neither = ada.post("/en/contact", with(from_ada(), "email", ""));
    EXPECT_EQ(neither.status, 422);
    EXPECT_TRUE(neither.shows("One is enough."));
    EXPECT_TRUE(neither.shows("phone-error"));
}

TEST_F(ContactForm, all_errors_are_gathered_and_what_was_typed_is_kept) {
    const auto answer =
        ada.post("/en/contact", {{"name", ""}, {"email", "ada(at)example"}, {"phone", "12"}, {"message", ""}});
    EXPECT_EQ(answer.status, 422);
    for (const std::string_view error : {"name-error", "email-error", "phone-error", "message-error"})
        EXPECT_TRUE(answer.shows(error)) << error;
    EXPECT_TRUE(answer.shows("ada(at)example"));
    EXPECT_EQ(house.number(count_messages), 0);
}

TEST_F(ContactForm, a_message_has_at_most_four_thousand_characters) {
    std::string long_message;
    for (int n = 0; n < 4000; ++n) long_message += "é";
    EXPECT_EQ(ada.post("/en/contact", from_ada(long_message)).status, 303);
    EXPECT_EQ(ada.post("/en/contact", from_ada(long_message + "e")).status, 422);
}

TEST_F(ContactForm, a_citizen_service_number_is_refused_kindly) {
    for (const std::string_view field : {"message", "name"}) {
        const auto answer = ada.post("/en/contact", with(from_ada(), field, "my number is 111222333"));
        EXPECT_EQ(answer.status, 422);
        EXPECT_TRUE(answer.shows("Please leave it out; we never need it.")) << field;
    }
    EXPECT_EQ(house.number(count_messages), 0);
}

TEST_F(ContactForm, nothing_typed_makes_the_page_fail_or_runs_in_a_browser) {
    const std::vector<std::string> nasty{"\xff\xfe", "<script>alert(1)</script>",
                                         "\xe2\x80\xae"
                                         "evil",
                                         std::string(60'000, 'x'), std::string("a\0b", 3)};
    for (const auto& typed : nasty) {
        const auto answer =
            ada.post("/en/contact", {{"name", typed}, {"email", typed}, {"phone", typed}, {"message", typed}});
        EXPECT_EQ(answer.status, 422);
        EXPECT_FALSE(answer.shows("<script>alert"));
        EXPECT_FALSE(answer.shows("\xff"));
    }
    EXPECT_EQ(ada.post("/en/contact").status, 422);
}

TEST_F(ContactForm, staff_read_a_message_and_the_ledger_says_so) {
    ada.post("/en/contact", from_ada("A <b>scratch</b>\nand a dent"));
    Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    const auto page = bo.get("/desk/messages");
    EXPECT_EQ(page.status, 200);
    for (const std::string_view text : {"Ada Lovelace", "ada@example.org", "A &lt;b&gt;scratch&lt;/b&gt;\nand a dent",
                                        "Mon 23 Nov, 09:00", "1 message waits"})
        EXPECT_TRUE(page.shows(text)) << text;
    ASSERT_EQ(house.ledger().size(), 1u);
    EXPECT_TRUE(house.ledger().front().starts_with("staff:"));
    EXPECT_TRUE(house.ledger().front().ends_with(" opened contact: name, contact, message"));
}

TEST_F(ContactForm, a_handled_message_no_longer_waits) {
    ada.post("/en/contact", from_ada());
    Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    EXPECT_EQ(waiting(), 1);
    EXPECT_EQ(bo.post(url_of_handling()).location, "/desk/messages");
    EXPECT_EQ(waiting(), 0);
    EXPECT_EQ(bo.post(url_of_handling()).status, 303);
    const auto page = bo.get("/desk/messages");
    EXPECT_TRUE(page.shows("All messages are handled."));
    EXPECT_TRUE(page.shows("Ada Lovelace"));
    EXPECT_FALSE(page.shows("Mark as handled"));
}

TEST_F(ContactForm, cy_and_the_staff_of_another_shop_see_and_change_nothing) {
    ada.post("/en/contact", from_ada());
    Browser cy(house, router);
    Browser neighbour = tests::signed_in(house, router, house.other_shop(), staff::Role::desk);
    Browser intruder = neighbour.at(house.autojet());

    EXPECT_EQ(cy.get("/desk/messages").status, 303);
    EXPECT_EQ(cy.post(url_of_handling()).status, 401);
    EXPECT_EQ(intruder.get("/desk/messages").status, 303);
    EXPECT_EQ(intruder.post(url_of_handling()).status, 401);
    EXPECT_FALSE(neighbour.get("/desk/messages").shows("Ada"));
    EXPECT_EQ(neighbour.post(url_of_handling()).status, 404);
    EXPECT_EQ(tests::signed_in(house, router, house.autojet(), staff::Role::desk).post_forged(url_of_handling()).status,
              403);
    EXPECT_EQ(waiting(), 1);
    EXPECT_TRUE(house.ledger().empty());
}

TEST_F(ContactForm, a_message_that_is_not_there_is_not_found) {
    Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    for (const std::string_view id : {"0", "-1", "12", "x", "99999999999999999999", "1%20"})
        EXPECT_EQ(bo.post("/desk/messages/" + std::string(id) + "/handling").status, 404) << id;
}

TEST_F(ContactForm, many_messages_come_in_pages_newest_first) {
    for (int n = 1; n <= 45; ++n) {
        house.clock.advance(std::chrono::minutes{1});
        ada.post("/en/contact", from_ada("message number " + std::to_string(n) + "."));
    }
    Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    std::string url = "/desk/messages";
    std::string all;
    int pages = 0;
    for (; !url.empty() && pages < 5; ++pages) {
        const auto page = bo.get(url);
        all += page.body;
        const auto link = page.body.find("/desk/messages?before=");
        url = link == std::string::npos ? "" : page.body.substr(link, page.body.find('"', link) - link);
    }
    EXPECT_EQ(pages, 3);
    std::size_t last = 0;
    for (int n = 45; n >= 1; --n) {
        const auto at = all.find("message number " + std::to_string(n) + ".");
        ASSERT_NE(at, std::string::npos) << n;
        EXPECT_GT(at, last);
        last = at;
    }
    EXPECT_EQ(bo.get("/desk/messages?before=nonsense").status, 200);
}

TEST_F(ContactForm, R1_the_sender_is_found_by_address_and_everything_is_described) {
    ada.post("/en/contact", from_ada());
    const auto found = find_sender("ADA@example.org");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_TRUE(find_sender("cy@example.org").empty());
    const auto records = described(found.front());
    ASSERT_EQ(records.size(), 1u);
    std::string all;
    for (const auto& held : records[0].values) all += held.field + "=" + held.value + "; ";
    EXPECT_EQ(all,
              "contact_message.name=Ada Lovelace; contact_message.email=ada@example.org; "
              "contact_message.body=Does the pollen filter smell?; contact_message.language=en; ");
    EXPECT_EQ(records[0].kept_until, tests::monday_morning + std::chrono::days{365});
}

TEST_F(ContactForm, R1_a_message_is_made_findable_again_after_a_restore_and_that_is_an_opening) {
    ada.post("/en/contact", from_ada());
    house.write(
        [](store::Tx& tx) -> Result<std::int64_t> { return tx.run("DELETE FROM blind_index WHERE shop = $1"); });
    EXPECT_TRUE(find_sender("ada@example.org").empty());
    policy::Openings openings;
    house.write([&](store::Tx& tx) -> Result<void> {
        const auto last = holder().index_again(tx, PersonId{}, 10, openings);
        EXPECT_TRUE(last);
        EXPECT_EQ(holder().index_again(tx, last.value_or(PersonId{}), 10, openings), std::nullopt);
        return {};
    });
    EXPECT_EQ(find_sender("ada@example.org").size(), 1u);
    EXPECT_FALSE(openings.empty());
}

TEST_F(ContactForm, R3_erasing_the_sender_leaves_no_row_of_theirs_and_again_changes_nothing) {
    ada.post("/en/contact", from_ada());
    const auto sender = find_sender("ada@example.org").at(0);
    ada.post("/en/contact", with(from_ada(), "email", "cy@example.org"));
    for (int n = 0; n < 2; ++n) {
        house.write([&](store::Tx& tx) -> Result<std::vector<Kept>> { return holder().erase(tx, sender); });
        EXPECT_EQ(house.number(count_messages), 1);
        EXPECT_EQ(house.number("SELECT COUNT(*) FROM outbox WHERE shop = $1"), 1);
        EXPECT_EQ(house.number("SELECT COUNT(*) FROM blind_index WHERE shop = $1"), 1);
    }
    EXPECT_TRUE(described(sender).empty());
    EXPECT_FALSE(house.read([&](store::Tx& tx) { return holder().knows(tx, sender); }));
}

TEST_F(ContactForm, duty_32_a_restricted_message_is_a_badge_and_is_kept) {
    ada.post("/en/contact", from_ada());
    const auto sender = find_sender("ada@example.org").at(0);
    house.write([&](store::Tx& tx) -> Result<void> {
        privacy::restrict_use(tx, sender, privacy::Ground::claim);
        return {};
    });
    Browser bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    const auto page = bo.get("/desk/messages");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Restricted: only kept"));
    for (const std::string_view data : {"Lovelace", "ada@example.org", "pollen"}) EXPECT_FALSE(page.shows(data));
    EXPECT_TRUE(house.ledger().at(0).ends_with(" refused contact: name, contact, vehicle, appointment, message"));
    house.clock.advance(std::chrono::days{800});
    contact.module().jobs.at(0).run(house.autojet());
    EXPECT_EQ(house.number(count_messages), 1);
    EXPECT_EQ(described(sender).at(0).kept_until, std::nullopt);
}

TEST_F(ContactForm, a_message_is_deleted_twelve_months_after_it_was_sent) {
    ada.post("/en/contact", from_ada());
    const auto forget = [&] { contact.module().jobs.at(0).run(house.autojet()); };
    house.clock.set(Instant{std::chrono::sys_days{std::chrono::year{2027} / 11 / 23}});
    forget();
    EXPECT_EQ(house.number(count_messages), 1);
    house.clock.advance(std::chrono::hours{8});
    forget();
    EXPECT_EQ(house.number(count_messages), 0);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM blind_index WHERE shop = $1"), 0);
}

}  // namespace
}  // namespace autojet::contact
