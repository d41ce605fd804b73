// The owner's desk, what visitors can read of it afterwards, and who is told.
#include "publishing/publishing.hpp"

#include <gtest/gtest.h>

#include "customers/customers.hpp"
#include "policy/texts_for_tests.hpp"
#include "privacy/shown.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::publishing {
namespace {

using tests::Browser;
using tests::Fields;
using tests::HouseForTests;

class PublishingTest : public ::testing::Test {
protected:
    PublishingTest() {
        holders.push_back({.name = "customers",
                           .knows = customers::exists,
                           .list = customers::list,
                           .reach = [this](store::Tx& tx, PersonId person) -> std::optional<Reach> {
                               auto record = customers::load(tx, house->vault, person);
                               if (!record) return std::nullopt;
                               return Reach{record->language, record->name, record->email, record->phone};
                           }});
    }

    PersonId collect(const std::string& name, const std::string& email) {
        Errors errors;
        const auto details =
            customers::check({.name = name, .email = email, .phone = "06 12345678", .plate = "", .vehicle = ""},
                             Language::en, errors)
                .value();
        return house.write([&](store::Tx& tx) -> Result<PersonId> { return customers::add(tx, house->vault, details); })
            .value();
    }

    // As the page offers it, with changes.
    Fields choices(const Fields& more, bool with_recipients = true) {
        Fields fields;
        if (with_recipients)
            for (const auto* name : {"system_provider", "whatsapp", "authority"})
                fields.emplace_back("recipient", name);
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    }
    void draft(const Fields& more) {
        EXPECT_EQ(dee.post("/desk/policy/draft").location, "/desk/policy/draft");
        EXPECT_EQ(dee.post("/desk/policy/draft/choices", choices(more)).location, "/desk/policy/draft/review");
    }
    std::string seen() {
        const auto page = dee.get("/desk/policy/draft/review");
        const std::string before = "name=\"seen\" value=\"";
        const auto at = page.body.find(before);
        return at == std::string::npos ? "" : page.body.substr(at + before.size(), 64);
    }
    void publish(const Fields& more) {
        draft(more);
        EXPECT_EQ(dee.post("/desk/policy/versions", {{"seen", seen()}}).location, "/desk/policy");
    }
    std::string in_force() { return house->policies.of(house.autojet())->model.version; }
    std::string known_to(PersonId person) {
        return house.read([&](store::Tx& tx) { return privacy::version_known_to(tx, person); });
    }
    std::vector<shop::OutboxEntry> waiting() {
        return house.read([](store::Tx& tx) { return shop::due_outbox_entries(tx, 100); });
    }
    // As messaging does it.
    std::optional<shop::WrittenMail> deliver(const shop::OutboxEntry& entry) {
        const auto writer = publishing.module().mails.front();
        auto mail = writer.write(house.autojet(), entry);
        house.write([&](store::Tx& tx) -> Result<void> {
            shop::set_outbox_state(tx, entry.id, mail ? shop::OutboxState::delivered : mail.error(), tx.now());
            if (mail) writer.delivered(tx, entry);
            return {};
        });
        return mail ? std::optional{*mail} : std::nullopt;
    }

    HouseForTests house;
    const policy::TextsOnDisk disk;
    std::vector<Holder> holders;
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    Publishing publishing{*house, house.site(), desk, disk.texts,
                          [this]() -> const std::vector<Holder>& { return holders; }};
    const http::Router router = [this] {
        http::Router all;
        publishing.module().add_routes(all);
        return all;
    }();
    Browser dee = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
};

TEST_F(PublishingTest, is_for_owners_alone) {
    auto bo = tests::signed_in(house, router);
    Browser cy(house, router);
    auto elsewhere = dee.at(house.other_shop());
    for (const auto* address : {"/desk/policy", "/desk/policy/draft", "/desk/policy/draft/review",
                                "/desk/policy/draft/words/who", "/desk/policy/untold"}) {
        EXPECT_EQ(bo.get(address).status, 403) << address;
        EXPECT_EQ(cy.get(address).status, 303) << address;
        EXPECT_EQ(elsewhere.get(address).status, 303) << address;
    }
    for (const auto* address : {"/desk/policy/draft", "/desk/policy/draft/clauses/photos", "/desk/policy/draft/choices",
                                "/desk/policy/draft/disposal", "/desk/policy/versions", "/desk/policy/draft/words/who",
                                "/desk/policy/notice", "/desk/policy/untold/7/telling"}) {
        EXPECT_EQ(bo.post(address).status, 403) << address;
        EXPECT_EQ(cy.post(address).status, 401) << address;
        EXPECT_EQ(elsewhere.post(address).status, 401) << address;
        EXPECT_EQ(dee.post_forged(address).status, 403) << address;
    }
    EXPECT_EQ(in_force(), "2026-06-24");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM policy_draft WHERE shop = $1"), 0);
}

TEST_F(PublishingTest, D0_a_sentence_that_a_page_lacks_is_put_in_the_draft_from_there) {
    EXPECT_EQ(dee.post("/desk/policy/draft/clauses/signature").location, "/desk/policy/draft/review");
    EXPECT_EQ(dee.post("/desk/policy/draft/clauses/photos").location, "/desk/policy/draft/review");
    const auto review = dee.get("/desk/policy/draft/review");
    EXPECT_TRUE(review.shows("Now also: We take photos of your vehicle"));
    EXPECT_TRUE(review.shows("Now also: When we take in your vehicle, you can sign"));
    EXPECT_EQ(in_force(), "2026-06-24");
    EXPECT_EQ(dee.post("/desk/policy/draft/clauses/sell_everything").status, 404);
}

TEST_F(PublishingTest, V1_a_draft_changes_nothing_until_it_is_published) {
    draft({{"clause", "photos"}});
    EXPECT_EQ(in_force(), "2026-06-24");
    const auto review = dee.get("/desk/policy/draft/review");
    EXPECT_TRUE(review.shows("Now also: We take photos of your vehicle"));
    EXPECT_TRUE(review.shows("Nu ook: We maken foto&#39;s van je voertuig") || review.shows("Nu ook: We maken foto"));
    EXPECT_TRUE(review.shows(">more</span>"));
    EXPECT_EQ(dee.post("/desk/policy/versions", {{"seen", seen()}}).location, "/desk/policy");
    EXPECT_EQ(in_force(), "2026-11-23");
    EXPECT_TRUE(house->policies.of(house.autojet())->published.has(policy::Clause::photos));
    EXPECT_FALSE(house->policies.of(house.other_shop())->published.has(policy::Clause::photos)) << "a shop has its own";
    EXPECT_EQ(dee.get("/desk/policy/draft").location, "/desk/policy") << "the draft is over";
}

TEST_F(PublishingTest, publishes_only_what_the_owner_has_read) {
    draft({{"clause", "photos"}});
    const auto read = seen();
    draft({{"clause", "photos"}, {"clause", "reminder"}});
    EXPECT_EQ(dee.post("/desk/policy/versions", {{"seen", read}}).status, 409);
    EXPECT_EQ(dee.post("/desk/policy/versions").status, 409);
    EXPECT_EQ(in_force(), "2026-06-24");
}

TEST_F(PublishingTest, a_draft_that_changes_nothing_is_not_published) {
    draft({});
    const auto review = dee.get("/desk/policy/draft/review");
    EXPECT_TRUE(review.shows("Nothing changes."));
    EXPECT_EQ(seen(), "");
}

TEST_F(PublishingTest, a_hostile_draft_is_refused_beside_the_field_and_nothing_is_lost) {
    draft({{"period_customer", "12"}});
    for (const auto* period : {"-1", "0", "25", "1000000000000000000", "12.5", "ten", "", "0x10", "१२"}) {
        const auto answer =
            dee.post("/desk/policy/draft/choices", choices({{"period_customer", period}, {"clause", "photos"}}));
        EXPECT_EQ(answer.status, 400 + 22) << period;
        EXPECT_TRUE(answer.shows("id=\"period_customer-error\"")) << period;
        EXPECT_TRUE(answer.shows("value=\"photos\" checked")) << "what was ticked stays ticked";
    }
    EXPECT_TRUE(
        dee.post("/desk/policy/draft/choices", choices({{"clause", "sell_everything"}})).shows("id=\"clause-error\""));
    EXPECT_TRUE(
        dee.post("/desk/policy/draft/choices", choices({{"recipient", "broker"}})).shows("id=\"recipient-error\""));
    EXPECT_EQ(dee.post("/desk/policy/draft/choices", choices({{"period_customer", "\xff\xfe"}})).status, 422);
    EXPECT_TRUE(dee.get("/desk/policy/draft").shows("value=\"12\"")) << "the draft is as it was saved";
    EXPECT_TRUE(dee.post("/desk/policy/draft/choices", choices({{"period_accounts", "1"}})).status == 303);
    EXPECT_FALSE(dee.get("/desk/policy/draft/review").shows("1 year after")) << "tax law is not the shop's to change";
}

TEST_F(PublishingTest, a_draft_that_does_not_hold_together_says_why_and_is_not_published) {
    draft({});
    EXPECT_EQ(dee.post("/desk/policy/draft/choices",
                       {{"clause", "whatsapp_first"}, {"recipient", "system_provider"}, {"recipient", "authority"}})
                  .status,
              303);
    const auto review = dee.get("/desk/policy/draft/review");
    EXPECT_TRUE(review.shows("This clause needs what you take out: WhatsApp (Meta)"));
    EXPECT_EQ(seen(), "");
    EXPECT_EQ(dee.post("/desk/policy/versions", {{"seen", "anything"}}).status, 409);
    EXPECT_EQ(in_force(), "2026-06-24");
}

TEST_F(PublishingTest, own_words_keep_the_promises_and_are_frozen_with_the_version) {
    draft({});
    const std::string address = "/desk/policy/draft/words/changes";
    EXPECT_EQ(dee.post(address, {{"words_nl", "# Wijzigingen\n\nKort. [V1]"}, {"words_en", ""}}).status, 422);
    EXPECT_EQ(dee.post(address, {{"words_nl", "# Wijzigingen\n\nKort. [V1]"}, {"words_en", "# Changes\n\nShort. [V1]"}})
                  .location,
              "/desk/policy/draft");
    EXPECT_TRUE(dee.get("/desk/policy/draft").shows("to mend"));
    EXPECT_TRUE(dee.get(address).shows("The text no longer cites these promises: V2."));
    EXPECT_EQ(seen(), "");
    EXPECT_EQ(dee.post(address, {{"words_nl", "# Wijzigingen\r\n\r\nNiets <b>vets</b>. [V1] [V2]"},
                                 {"words_en", "# Changes\n\nShort and ours. [V1] [V2]"}})
                  .location,
              "/desk/policy/draft");
    EXPECT_EQ(dee.post("/desk/policy/versions", {{"seen", seen()}}).location, "/desk/policy");
    Browser visitor(house, router);
    const auto page = visitor.get("/en/privacy/versions/2026-11-23");
    EXPECT_TRUE(page.shows("Short and ours."));
    EXPECT_FALSE(visitor.get("/nl/privacy/versions/2026-11-23").shows("<b>vets"));
    EXPECT_FALSE(visitor.get("/en/privacy/versions/2026-06-24").shows("Short and ours."));
    EXPECT_EQ(dee.get("/desk/policy/draft/words/nothing").status, 303) << "no draft";
    draft({});
    EXPECT_EQ(dee.get("/desk/policy/draft/words/nothing").status, 404);
}

TEST_F(PublishingTest, V1_V2_every_version_stays_at_its_address_with_its_days) {
    publish({{"clause", "photos"}});
    house.clock.set(house.clock.now() + std::chrono::days{2});
    publish({});
    Browser visitor(house, router);
    const auto old = visitor.get("/en/privacy/versions/2026-11-23");
    EXPECT_EQ(old.status, 200);
    EXPECT_TRUE(old.shows("You are reading an earlier version."));
    EXPECT_TRUE(old.shows("Monday 23 November 2026, 09:00"));
    EXPECT_TRUE(old.shows("Wednesday 25 November 2026, 09:00"));
    EXPECT_TRUE(old.shows("We take photos of your vehicle"));
    const auto latest = visitor.get("/en/privacy/versions/2026-11-25");
    EXPECT_FALSE(latest.shows("You are reading an earlier version."));
    EXPECT_FALSE(latest.shows("We take photos of your vehicle"));
    const auto list = visitor.get("/nl/privacy/versions");
    for (const auto* version : {"2026-06-24", "2026-11-23", "2026-11-25"})
        EXPECT_TRUE(list.shows("/nl/privacy/versions/" + std::string(version))) << version;
    EXPECT_TRUE(visitor.get("/en/privacy/versions.json").shows("\"version\":\"2026-11-25\""));
    EXPECT_TRUE(visitor.get("/en/privacy/versions/2026-11-23.json").shows("BLAKE2b-256"));
    for (const auto* nothing : {"2026-11-24", "2026-11-24.json", "2026-11-23.2", "x", "2026-11-23.json.json"})
        EXPECT_EQ(visitor.get("/en/privacy/versions/" + std::string(nothing)).status, 404) << nothing;
}

TEST_F(PublishingTest, V1_duty_18_people_are_told_by_mail_and_only_then_reached) {
    const auto ada = collect("Ada Lovelace", "ada@customers.example");
    const auto again = collect("A. Lovelace", "ada@customers.example");
    const auto cas = collect("Cas Voorbeeld", "");
    publish({{"clause", "photos"}});
    const auto dot = collect("Dot Nieuw", "dot@customers.example");
    EXPECT_TRUE(dee.get("/desk/policy").shows("Mail everybody who has an address"));
    EXPECT_EQ(dee.post("/desk/policy/notice").location, "/desk/policy");
    const auto entries = waiting();
    ASSERT_EQ(entries.size(), 1u) << "one mail for each address, none for who came later";
    EXPECT_EQ(known_to(ada), "2026-06-24") << "not told before it is delivered";
    const auto mail = deliver(entries.front());
    ASSERT_TRUE(mail);
    EXPECT_EQ(mail->to, "ada@customers.example");
    for (const auto* words :
         {"We take photos of your vehicle", "23 November 2026", "YOU CAN OBJECT", "/en/privacy/versions"})
        EXPECT_NE(mail->text.find(words), std::string::npos) << words;
    EXPECT_EQ(house.ledger().back(), "job:telling opened legal_duty: contact");
    EXPECT_EQ(known_to(ada), "2026-11-23");
    EXPECT_EQ(known_to(again), "2026-11-23") << "the same address";
    EXPECT_EQ(known_to(cas), "2026-06-24");
    EXPECT_EQ(known_to(dot), "2026-11-23");
    EXPECT_EQ(dee.post("/desk/policy/notice").location, "/desk/policy");
    EXPECT_TRUE(waiting().empty()) << "nobody is told twice";
}

TEST_F(PublishingTest, the_desk_tells_those_without_an_address) {
    const auto cas = collect("Cas Voorbeeld", "");
    collect("Ada Lovelace", "ada@customers.example");
    publish({{"clause", "photos"}});
    const auto list = dee.get("/desk/policy/untold");
    EXPECT_TRUE(list.shows("Cas Voorbeeld"));
    EXPECT_FALSE(list.shows("Ada Lovelace"));
    const auto told = "/desk/policy/untold/" + std::to_string(cas.value()) + "/telling";
    EXPECT_EQ(dee.post(told).location, "/desk/policy/untold");
    EXPECT_EQ(known_to(cas), "2026-11-23");
    EXPECT_FALSE(dee.get("/desk/policy/untold").shows("Cas Voorbeeld"));
    EXPECT_EQ(dee.post("/desk/policy/untold/1/telling").status, 404);
    EXPECT_EQ(dee.post("/desk/policy/untold/x/telling").status, 404);
}

TEST_F(PublishingTest, nobody_is_told_of_what_only_narrows) {
    collect("Ada Lovelace", "ada@customers.example");
    publish({{"period_customer", "12"}});
    EXPECT_FALSE(dee.get("/desk/policy").shows("Mail everybody"));
    EXPECT_EQ(dee.post("/desk/policy/notice").status, 409);
}

TEST_F(PublishingTest, many_are_told_in_parts_and_a_crash_in_between_repeats_nobody) {
    holders.insert(holders.begin(), Holder{.name = "of no list", .knows = [](store::Tx&, PersonId) { return false; }});
    constexpr int people = 650;
    for (int n = 0; n < people; ++n) collect("Ada", "ada" + std::to_string(n) + "@customers.example");
    publish({{"clause", "photos"}});
    EXPECT_EQ(dee.post("/desk/policy/notice").location, "/desk/policy");
    static constexpr std::string_view count_waiting =
        "SELECT COUNT(*) FROM outbox WHERE shop = $1 AND event = 'policy.changed'";
    EXPECT_EQ(house.number(count_waiting), 300);
    const auto& job = publishing.module().jobs.front();
    job.run(house.autojet());
    EXPECT_EQ(house.number(count_waiting), 600);
    job.run(house.autojet());
    job.run(house.autojet());
    EXPECT_EQ(house.number(count_waiting), people);
    EXPECT_TRUE(dee.get("/desk/policy").shows("All messages are on their way."));
}

}  // namespace
}  // namespace autojet::publishing
