// Handovers to authorities and breaches, from the form to the record.
#include <gtest/gtest.h>

#include "base/email_address.hpp"
#include "privacy/disclosures.hpp"
#include "registers/registers.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::registers {
namespace {

using policy::Category;
using privacy::Actor;
using privacy::PersonalText;
using staff::Role;
using tests::Browser;
using tests::Fields;

constexpr std::string_view count_disclosures = "SELECT COUNT(*) FROM disclosure WHERE shop = $1";

class Incidents : public testing::Test {
protected:
    Incidents() { registers.module().add_routes(router); }

    // A record with an e-mail address that can be looked up, and a key that the ledger's digests go by.
    PersonId add_person(const std::string& email) {
        return house
            .write([&](store::Tx& tx) -> Result<PersonId> {
                const auto person = tx.new_id<Person>();
                (void)house->vault.seal(tx, PersonalText<Category::name>::of(person, "x"),
                                        {policy::RetentionClass::customer, "person.name", person.value()});
                house->vault.index(tx, privacy::IndexKind::email, PersonalText<Category::contact>::of(person, email));
                return person;
            })
            .value();
    }
    void open(const Actor& actor, PersonId person) {
        policy::Openings openings;
        openings.opened({person, Category::name, policy::Purpose::contact});
        house->ledger.settle(house.autojet(), actor, openings);
    }
    // A slice that has everything of everybody, and asks the warrant and the scope before it opens.
    static std::vector<HeldRecord> everything(store::Tx&, PersonId person, const ForTheLaw& warrant,
                                              const Scope& scope) {
        HeldRecord held{.kind = "customer",
                        .number = "",
                        .title = "Customer",
                        .collected = {},
                        .source = {},
                        .policy_version = {},
                        .retention = policy::RetentionClass::customer,
                        .kept_until = {},
                        .values = {}};
        const auto add = [&]<Category C>(const PersonalText<C>& closed, std::string field) {
            if (scope.categories.test(static_cast<std::size_t>(C)) && warrant.covers(person, C))
                held.values.push_back({C, std::move(field), "Name", closed.open(warrant)});
        };
        add(PersonalText<Category::name>::of(person, "Ada Lovelace"), "person.name");
        add(PersonalText<Category::contact>::of(person, "ada@example.org"), "person.email");
        return {held};
    }

    tests::HouseForTests house;
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    Registers registers{*house, desk, {everything}, {}};
    http::Router router;
    Browser dee = tests::signed_in(house, router, house.autojet(), Role::owner);
    Browser bo = tests::signed_in(house, router);
};

class Handovers : public Incidents {
protected:
    static Fields demand() {
        return {{"authority", "Politie Flevoland"},
                {"basis", "Sv 126nd, PL0900-77"},
                {"people", "ada@example.org\n"},
                {"from", ""},
                {"until", ""},
                {"decided_by", "Dee de Baas"},
                {"categories", "name"}};
    }
    static Fields with(std::string_view name, std::string value) {
        auto fields = demand();
        for (auto& field : fields)
            if (field.first == name) field.second = value;
        return fields;
    }
    std::int64_t kept() { return house.number("SELECT COUNT(*) FROM handover WHERE shop = $1"); }

    PersonId ada = add_person("ada@example.org");
    PersonId cas = add_person("cas@example.org");
};

TEST_F(Handovers, S5_without_a_law_that_demands_it_nothing_is_handed_over) {
    const auto answer = dee.post("/desk/registers/handovers", with("basis", " "));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.shows("basis-error"));
    EXPECT_TRUE(answer.shows("Politie Flevoland"));
    EXPECT_EQ(kept(), 0);
}

TEST_F(Handovers, S5_no_more_is_asked_for_than_the_law_opens_and_never_of_everybody) {
    EXPECT_EQ(dee.post("/desk/registers/handovers", with("categories", "vehicle")).status, 422);
    EXPECT_EQ(dee.post("/desk/registers/handovers", with("categories", "message")).status, 422);
    EXPECT_EQ(dee.post("/desk/registers/handovers", with("people", "")).status, 422);
    EXPECT_EQ(dee.post("/desk/registers/handovers", with("people", "nobody@example.org")).status, 422);
    EXPECT_FALSE(dee.get("/desk/registers/handovers").shows("value=\"vehicle\""));
    EXPECT_EQ(kept(), 0);
}

TEST_F(Handovers, S5_the_copy_holds_exactly_the_scope_and_is_a_disclosure_and_in_the_ledger) {
    const auto made = dee.post("/desk/registers/handovers", demand());
    ASSERT_EQ(made.status, 303);
    const auto page = dee.get(made.location);
    EXPECT_TRUE(page.shows("Dee de Baas"));
    EXPECT_TRUE(page.shows("Sv 126nd"));
    const auto copy = dee.post(made.location + "/copies", {{"format", "json"}});
    EXPECT_EQ(copy.status, 200);
    EXPECT_TRUE(copy.shows("Ada Lovelace"));
    EXPECT_FALSE(copy.shows("ada@example.org"));  // contact was not asked for
    EXPECT_TRUE(dee.post(made.location + "/copies", {{"format", "page"}}).shows("Ada Lovelace"));
    EXPECT_EQ(house.number(count_disclosures), 2);
    const auto of_ada = house.read([&](store::Tx& tx) { return privacy::disclosures_of(tx, std::array{ada}); });
    ASSERT_EQ(of_ada.size(), 2U);  // one for each copy
    EXPECT_EQ(of_ada[0].recipient, Recipient::authority);
    EXPECT_EQ(privacy::names_of(of_ada[0].categories), "name");
    EXPECT_TRUE(house.ledger().back().ends_with("opened legal_duty: name")) << house.ledger().back();
}

TEST_F(Handovers, duty_21_nobody_of_the_staff_is_in_a_copy) {
    const auto made = dee.post("/desk/registers/handovers", demand());
    const auto copy = dee.post(made.location + "/copies", {{"format", "json"}});
    EXPECT_FALSE(copy.shows("Dee"));
    EXPECT_FALSE(copy.shows("staff"));
}

TEST_F(Handovers, who_decided_lies_sealed_and_the_people_asked_for_are_not_written_down) {
    dee.post("/desk/registers/handovers", demand());
    EXPECT_FALSE(house.is_on_disk("Dee de Baas"));
    EXPECT_FALSE(house.is_on_disk("ada@example.org"));
}

TEST_F(Handovers, an_erased_person_is_in_no_copy_and_soon_in_no_scope) {
    const auto made = dee.post("/desk/registers/handovers", demand());
    ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
        house->vault.shred(tx, ada, policy::RetentionClass::customer);
        return {};
    }));
    for (const auto& job : registers.module().jobs) job.run(house.autojet());
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM handover_person WHERE shop = $1"), 0);
    EXPECT_FALSE(dee.post(made.location + "/copies", {{"format", "json"}}).shows("Lovelace"));
}

TEST_F(Handovers, a_handover_is_kept_five_years) {
    dee.post("/desk/registers/handovers", demand());
    const auto sweep = [&] {
        for (const auto& job : registers.module().jobs) job.run(house.autojet());
    };
    house.clock.set(Instant{std::chrono::sys_days{std::chrono::year{2031} / 11 / 23} + std::chrono::hours{7}});
    sweep();
    EXPECT_EQ(kept(), 1);
    house.clock.advance(std::chrono::hours{2});
    sweep();
    EXPECT_EQ(kept(), 0);
}

TEST_F(Handovers, only_the_owner_hands_anything_over) {
    const auto made = dee.post("/desk/registers/handovers", demand());
    Browser cy(house, router);
    EXPECT_EQ(bo.get(made.location).status, 403);
    EXPECT_EQ(bo.post(made.location + "/copies", {{"format", "json"}}).status, 403);
    EXPECT_EQ(cy.post(made.location + "/copies", {{"format", "json"}}).status, 401);
    EXPECT_EQ(dee.post_forged(made.location + "/copies").status, 403);
    Browser neighbour = tests::signed_in(house, router, house.other_shop(), Role::owner);
    EXPECT_EQ(neighbour.get(made.location).status, 404);
    EXPECT_EQ(neighbour.post(made.location + "/copies", {{"format", "json"}}).status, 404);
    EXPECT_EQ(house.number(count_disclosures), 0);
}

class Breaches : public Incidents {
protected:
    static Fields lost_phone() {
        return {{"nature", "A phone with open appointments was lost."},
                {"aware_date", "2026-11-23"},
                {"aware_time", "08:30"},
                {"began", "2026-11-22"},
                {"ended", "2026-11-23"},
                {"whose", "staff"},
                {"people", "2"},
                {"records", "2"},
                {"risk", "high"},
                {"consequences", "Strangers may phone."},
                {"measures", "Signed out everywhere."},
                {"contact", "036-1234567"},
                {"delay", ""},
                {"categories", "name"},
                {"categories", "contact"}};
    }
    static Fields with(std::string_view name, std::string value) {
        auto fields = lost_phone();
        for (auto& field : fields)
            if (field.first == name) field.second = value;
        return fields;
    }
    std::string write_down(const Fields& fields) {
        const auto answer = dee.post("/desk/registers/breaches", fields);
        EXPECT_EQ(answer.status, 303) << answer.body;
        return answer.location;
    }
};

TEST_F(Breaches, duty_43_the_clock_runs_for_72_hours_from_becoming_aware) {
    const auto breach = write_down(lost_phone());
    EXPECT_TRUE(dee.get(breach).shows("Left: 71 hours, 30 minutes")) << dee.get(breach).body;
    const auto to_dos = [&] { return house.read([&](store::Tx& tx) { return registers.to_dos(tx, Language::en); }); };
    ASSERT_EQ(to_dos().size(), 3U);  // tell the authority, tell the people, and fill in the provider
    EXPECT_EQ(to_dos()[0].url, breach);
    EXPECT_EQ(to_dos()[0].due, house.clock.now() - std::chrono::minutes{30} + std::chrono::hours{72});
    EXPECT_FALSE(to_dos()[0].overdue);
    const auto seen = [&] { return house.read(look_at_breaches).verdict; };
    EXPECT_EQ(seen(), Verdict::holds);
    house.clock.advance(std::chrono::hours{72});
    EXPECT_EQ(seen(), Verdict::fails);
    EXPECT_TRUE(to_dos()[0].overdue);
    EXPECT_TRUE(dee.get(breach).shows("clock-late"));
    EXPECT_TRUE(dee.get(breach).shows("Late by: 0 hours, 30 minutes"));
}

TEST_F(Breaches, duty_43_a_report_has_all_items_and_says_why_it_is_late) {
    const auto early = write_down(with("measures", ""));
    const auto refused = dee.post(early + "/report", {{"reference", "AP-1"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(refused.shows("measures-error"));
    const auto breach = write_down(lost_phone());
    house.clock.advance(std::chrono::hours{73});
    EXPECT_TRUE(dee.post(breach + "/report", {{"reference", "AP-1"}}).shows("delay-error"));
    EXPECT_EQ(dee.post(breach + "/facts", with("delay", "Nobody was in.")).status, 303);
    EXPECT_EQ(dee.post(breach + "/report", {{"reference", "AP-1"}}).status, 303);
    EXPECT_TRUE(dee.get(breach).shows("AP-1"));
    EXPECT_TRUE(dee.get(breach + "/notification").shows("Nobody was in."));
}

TEST_F(Breaches, duty_43_all_of_them_stay_in_the_register_with_their_reason) {
    const auto breach = write_down(with("risk", "none"));
    EXPECT_EQ(dee.post(breach + "/dismissal", {{"reason", ""}}).status, 422);
    EXPECT_EQ(dee.post(breach + "/dismissal", {{"reason", "The phone is encrypted."}}).status, 303);
    EXPECT_TRUE(dee.get("/desk/registers/breaches").shows("The phone is encrypted."));
    const auto high = write_down(lost_phone());
    EXPECT_EQ(dee.post(high + "/dismissal", {{"reason", "No."}}).status, 422);
}

TEST_F(Breaches, duty_43_the_draft_has_the_items_that_the_law_asks_for) {
    const auto page = dee.get(write_down(lost_phone()) + "/notification");
    for (const std::string_view text : {"A phone with open appointments was lost.", "your name, your phone number",
                                        "036-1234567", "Strangers may phone.", "Signed out everywhere.", "95113479"})
        EXPECT_TRUE(page.shows(text)) << text;
}

TEST_F(Breaches, duty_44_the_people_concerned_are_listed_from_the_ledger) {
    const auto ada = add_person("ada@example.org"), cas = add_person("cas@example.org");
    open(Actor::staff(PersonId{7}, privacy::every_purpose), ada);
    open(Actor::job("messaging"), cas);
    const auto breach = write_down(lost_phone());
    const auto page = dee.get(breach + "/people");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Ada Lovelace")) << page.body;
    EXPECT_TRUE(page.shows("Records: 1"));
    EXPECT_TRUE(house.ledger().back().ends_with("opened legal_duty: name, contact"));
    EXPECT_EQ(dee.post(breach + "/facts", with("whose", "all")).status, 303);
    EXPECT_TRUE(dee.get(breach + "/people").shows("Records: 2"));
    auto other_days = with("began", "2026-10-01");
    other_days[4].second = "2026-10-02";
    EXPECT_EQ(dee.post(breach + "/facts", other_days).status, 303);
    EXPECT_TRUE(dee.get(breach + "/people").shows("Records: 0"));
}

TEST_F(Breaches, duty_44_a_high_risk_asks_for_a_message_to_the_people) {
    const auto breach = write_down(lost_phone());
    EXPECT_TRUE(dee.get(breach).shows("the people must be told as well"));
    EXPECT_TRUE(dee.get(breach + "/notification").shows("To the people concerned"));
    EXPECT_EQ(dee.post(breach + "/telling").status, 303);
    EXPECT_TRUE(dee.get(breach).shows("The people were told on"));
    const auto some = write_down(with("risk", "some"));
    EXPECT_FALSE(dee.get(some + "/notification").shows("To the people concerned"));
}

TEST_F(Breaches, the_register_names_nobody_and_wants_sense) {
    for (const auto& [field, value] : Fields{{"nature", "Letter of ada@example.org"},
                                             {"aware_time", "25:00"},
                                             {"aware_date", "2026-11-24"},
                                             {"ended", "2026-01-01"},
                                             {"people", "many"},
                                             {"nature", "\xff"}})
        EXPECT_EQ(dee.post("/desk/registers/breaches", with(field, value)).status, 422) << field;
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM breach WHERE shop = $1"), 0);
}

TEST_F(Breaches, only_the_owner_of_the_shop_keeps_them) {
    const auto breach = write_down(lost_phone());
    Browser cy(house, router);
    Browser neighbour = tests::signed_in(house, router, house.other_shop(), Role::owner);
    for (const auto* part : {"", "/people", "/notification"}) {
        EXPECT_EQ(bo.get(breach + part).status, 403);
        EXPECT_EQ(cy.get(breach + part).status, 303);
        EXPECT_EQ(neighbour.get(breach + part).status, 404);
    }
    for (const auto* part : {"/facts", "/report", "/dismissal", "/telling"}) {
        EXPECT_EQ(bo.post(breach + part).status, 403);
        EXPECT_EQ(neighbour.post(breach + part).status, 404);
        EXPECT_EQ(dee.post_forged(breach + part).status, 403);
    }
    EXPECT_EQ(dee.get("/desk/registers/breaches/x").status, 404);
}

}  // namespace
}  // namespace autojet::registers
