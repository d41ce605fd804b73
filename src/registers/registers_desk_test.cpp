#include <gtest/gtest.h>

#include "registers/registers.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::registers {
namespace {

using staff::Role;
using tests::Browser;
using tests::Fields;

const Fields provider{
    {"legal_name", "Hostwerk BV"},   {"role", "processor"}, {"purpose", "appointment"}, {"contract", "VO-2026-11"},
    {"contract_date", "2026-01-01"}, {"contract_end", ""},  {"country", "NL"},          {"transfer", "none"},
    {"at_the_end", "deletes"}};

Fields with(Fields fields, std::string_view name, std::string value) {
    for (auto& field : fields)
        if (field.first == name) field.second = std::move(value);
    return fields;
}

class Desk : public testing::Test {
protected:
    Desk() { registers.module().add_routes(router); }

    tests::HouseForTests house;
    staff::Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    Registers registers{*house, desk, {}, {}};
    http::Router router;
    Browser dee = tests::signed_in(house, router, house.autojet(), Role::owner);
    Browser bo = tests::signed_in(house, router);
};

using RegistersDesk = Desk;

TEST_F(RegistersDesk, tells_a_fresh_shop_what_to_fill_in_and_by_when) {
    const auto page = dee.get("/desk/registers");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows("Fill in the facts of this recipient")) << page.body;
    EXPECT_TRUE(page.shows("/desk/registers/recipients/system_provider"));
    EXPECT_FALSE(page.shows("/desk/registers/recipients/whatsapp"));
    const auto to_dos = house.read([&](store::Tx& tx) { return registers.to_dos(tx, Language::en); });
    ASSERT_EQ(to_dos.size(), 1U);
    EXPECT_EQ(to_dos[0].due, house.clock.now() + std::chrono::days{30});
    EXPECT_FALSE(to_dos[0].overdue);
    ASSERT_EQ(dee.post("/desk/registers/recipients/system_provider/facts", provider).status, 303);
    EXPECT_TRUE(house.read([&](store::Tx& tx) { return registers.to_dos(tx, Language::en); }).empty());
}

TEST_F(RegistersDesk, duty_40_a_contract_that_ends_is_told_in_time) {
    dee.post("/desk/registers/recipients/system_provider/facts", with(provider, "contract_end", "2027-06-30"));
    const auto to_dos = [&] { return house.read([&](store::Tx& tx) { return registers.to_dos(tx, Language::en); }); };
    EXPECT_TRUE(to_dos().empty());
    house.clock.set(Instant{std::chrono::sys_days{std::chrono::year{2027} / 5 / 2}});
    ASSERT_EQ(to_dos().size(), 1U);
    EXPECT_FALSE(to_dos()[0].overdue);
    house.clock.set(Instant{std::chrono::sys_days{std::chrono::year{2027} / 7 / 1}});
    EXPECT_TRUE(to_dos()[0].overdue);
}

TEST_F(RegistersDesk, S1_the_form_offers_no_reason_that_the_policy_does_not_have_and_takes_none) {
    const auto form = dee.get("/desk/registers/recipients/system_provider");
    EXPECT_EQ(form.status, 200);
    EXPECT_TRUE(form.shows("value=\"appointment\""));
    EXPECT_FALSE(form.shows("value=\"reminder\""));
    const auto answer = dee.post("/desk/registers/recipients/system_provider/facts", with(provider, "purpose", "sale"));
    EXPECT_EQ(answer.status, 422);
    EXPECT_TRUE(answer.shows("never sold"));
    EXPECT_TRUE(answer.shows("id=\"purpose-error\""));
    EXPECT_TRUE(answer.shows("Hostwerk BV"));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM recipient_facts WHERE shop = $1"), 0);
}

TEST_F(RegistersDesk, what_the_owner_writes_is_there_with_its_history) {
    dee.post("/desk/registers/recipients/system_provider/facts", provider);
    const auto list = dee.get("/desk/registers/recipients");
    EXPECT_TRUE(list.shows("Hostwerk BV"));
    EXPECT_TRUE(list.shows("VO-2026-11, 2026-01-01"));
    const auto one = dee.get("/desk/registers/recipients/system_provider");
    EXPECT_TRUE(one.shows("(Owner)")) << one.body;
}

TEST_F(RegistersDesk, only_the_owner_keeps_the_registers_and_cy_sees_nothing) {
    Browser cy(house, router);
    Browser neighbour = tests::signed_in(house, router, house.other_shop(), Role::owner);
    Browser intruder = neighbour.at(house.autojet());
    for (const auto* url : {"/desk/registers/recipients", "/desk/registers/recipients/system_provider"}) {
        EXPECT_EQ(bo.get(url).status, 403) << url;
        EXPECT_EQ(cy.get(url).status, 303) << url;
        EXPECT_EQ(intruder.get(url).status, 303) << url;
    }
    const auto* facts = "/desk/registers/recipients/system_provider/facts";
    EXPECT_EQ(bo.post(facts, provider).status, 403);
    EXPECT_EQ(cy.post(facts, provider).status, 401);
    EXPECT_EQ(intruder.post(facts, provider).status, 401);
    EXPECT_EQ(dee.post_forged(facts, provider).status, 403);
    EXPECT_EQ(dee.post("/desk/registers/recipients/nobody/facts", provider).status, 404);
    EXPECT_EQ(dee.get("/desk/registers/recipients/nobody").status, 404);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM recipient_facts WHERE shop = $1"), 0);
    EXPECT_FALSE(bo.get("/desk/registers").shows("/desk/registers/recipients"));
}

class LedgerPage : public Desk {
protected:
    // One opening of somebody's name by that actor.
    void open(const privacy::Actor& actor, std::int64_t person = 11) {
        policy::Openings openings;
        openings.opened({PersonId{person}, policy::Category::name, policy::Purpose::contact});
        house->ledger.settle(house.autojet(), actor, openings);
    }
};

TEST_F(LedgerPage, shows_staff_the_roles_and_the_owner_the_names) {
    open(privacy::Actor::job("messaging"));
    dee.get("/desk/registers/recipients/system_provider");
    dee.post("/desk/registers/recipients/system_provider/facts", provider);
    dee.get("/desk/registers/recipients/system_provider");  // opens the name of who wrote it
    const auto for_bo = bo.get("/desk/registers/ledger");
    EXPECT_EQ(for_bo.status, 200);
    EXPECT_TRUE(for_bo.shows("The program by itself (messaging)")) << for_bo.body;
    EXPECT_TRUE(for_bo.shows("to contact you about your appointment or your vehicle: your name"));
    EXPECT_TRUE(for_bo.shows("<td>Owner</td>"));
    EXPECT_FALSE(for_bo.shows("Bo (Owner)"));
    EXPECT_TRUE(dee.get("/desk/registers/ledger").shows("Bo (Owner)"));
}

TEST_F(LedgerPage, can_be_narrowed_to_a_day_and_to_who_and_turned_page_by_page) {
    for (int n = 0; n < 51; ++n) open(privacy::Actor::job("sweep"), n + 1);
    house.clock.advance(std::chrono::hours{24});
    open(privacy::Actor::person(PersonId{5}));
    const auto first = bo.get("/desk/registers/ledger");
    EXPECT_TRUE(first.shows("Older entries"));
    EXPECT_TRUE(bo.get("/desk/registers/ledger?before=3").shows("The program by itself (sweep)"));
    EXPECT_FALSE(bo.get("/desk/registers/ledger?before=3").shows("Older entries"));
    EXPECT_FALSE(bo.get("/desk/registers/ledger?who=person").shows("(sweep)"));
    EXPECT_FALSE(bo.get("/desk/registers/ledger?date=2026-11-24").shows("(sweep)"));
    EXPECT_TRUE(bo.get("/desk/registers/ledger?date=2026-11-25").shows("No entry."));
    EXPECT_EQ(bo.get("/desk/registers/ledger?date=tomorrow").status, 422);
    EXPECT_EQ(bo.get("/desk/registers/ledger?who=x&before=-1").status, 200);
}

TEST_F(LedgerPage, is_of_the_own_shop_alone) {
    open(privacy::Actor::job("secret"));
    EXPECT_FALSE(tests::signed_in(house, router, house.other_shop()).get("/desk/registers/ledger").shows("secret"));
    EXPECT_EQ(Browser(house, router).get("/desk/registers/ledger").status, 303);
}

}  // namespace
}  // namespace autojet::registers
