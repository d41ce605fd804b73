#include "proof/proof_module.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/house_for_tests.hpp"

namespace autojet::proof {
namespace {

using testing::HasSubstr;

policy::Evidence evidence(std::string number, std::vector<std::string> observed) {
    policy::Evidence row;
    row.number = std::move(number);
    row.title = {"een plicht", "a duty"};
    row.enforced = {{"src/enforce.cpp", "enforce"}};
    row.tests = {{"src/enforce_test.cpp", "it_is_enforced"}};
    row.observed = std::move(observed);
    return row;
}

class ProofInHouse : public ::testing::Test {
protected:
    ProofInHouse() { pages.module().add_routes(router); }

    Observation see() const {
        if (breaks) throw Broken("secret@customers.example");
        return {verdict, {"gezien", "seen"}};
    }
    Row row(std::size_t n) { return proof.rows(house.autojet()).at(n); }

    Verdict verdict = Verdict::holds;
    bool breaks = false;
    tests::HouseForTests house;
    Proof proof{*house,
                {evidence("K2", {"retention"}), evidence("T1", {"retention", "backup"}), evidence("31", {"backup"})},
                {{"retention", [this](store::Tx&) { return see(); }},
                 {"backup", [](store::Tx&) {
                      return Observation{Verdict::not_yet_due, {"nog geen", "none yet"}};
                  }}}};
    staff::Desk desk{*house, [](ShopId) { return 0; },
                     [this](ShopId shop) { return house->database.read(shop, count_failures); }};
    std::vector<Module> modules{{.name = "slice", .add_routes = {}, .jobs = {}}};
    ProofModule pages{proof, house.site(), desk, modules};
    http::Router router;
};

TEST_F(ProofInHouse, holds_when_what_was_seen_holds_and_is_not_yet_due_when_nothing_can_be_judged) {
    EXPECT_EQ(row(0).verdict, Verdict::not_yet_due) << "nobody has looked yet";
    proof.check(house.autojet());
    EXPECT_EQ(row(0).verdict, Verdict::holds);
    EXPECT_EQ(row(1).verdict, Verdict::holds);
    EXPECT_EQ(row(2).verdict, Verdict::not_yet_due);
    EXPECT_EQ(row(0).checked, house.clock.now());
}

TEST_F(ProofInHouse, fails_when_anything_seen_fails_and_recovers) {
    verdict = Verdict::fails;
    proof.check(house.autojet());
    EXPECT_EQ(row(0).verdict, Verdict::fails);
    EXPECT_EQ(row(1).verdict, Verdict::fails);
    EXPECT_TRUE(any_fails(proof.rows(house.autojet())));
    EXPECT_EQ(house->database.read(house.autojet(), count_failures), 1);
    verdict = Verdict::holds;
    proof.check(house.autojet());
    EXPECT_FALSE(any_fails(proof.rows(house.autojet())));
}

TEST_F(ProofInHouse, an_observer_that_breaks_fails_and_says_nothing_of_anybody) {
    breaks = true;
    proof.check(house.autojet());
    EXPECT_EQ(row(0).verdict, Verdict::fails);
    EXPECT_EQ(row(0).seen.front().observation.said.en, "Looking did not succeed.");
}

TEST_F(ProofInHouse, each_shop_has_its_own) {
    verdict = Verdict::fails;
    proof.check(house.autojet());
    EXPECT_FALSE(any_fails(proof.rows(house.other_shop())));
}

TEST_F(ProofInHouse, an_observer_that_nobody_is_cannot_be_cited) {
    EXPECT_THROW(Proof(*house, {evidence("K2", {"nobody"})}, {}), Broken);
}

TEST_F(ProofInHouse, duty_6_the_public_page_links_each_promise_to_its_evidence) {
    proof.check(house.autojet());
    tests::Browser cy(house, router);
    const auto page = cy.get("/en/privacy/proof");
    EXPECT_EQ(page.status, 200);
    for (const auto* text : {"/en/privacy#K2", "src/enforce.cpp", "it_is_enforced", "seen", "Holds", "a duty"})
        EXPECT_THAT(page.body, HasSubstr(text));
    const auto json = cy.get("/privacy/proof.json");
    EXPECT_THAT(json.body, HasSubstr(R"("number":"K2")"));
    EXPECT_THAT(json.body, HasSubstr(R"("verdict":"holds")"));
}

TEST_F(ProofInHouse, a_failed_row_alarms_every_page_of_the_desk) {
    auto dee = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
    EXPECT_FALSE(dee.get("/desk/privacy").shows("is not being kept"));
    verdict = Verdict::fails;
    EXPECT_EQ(dee.post("/desk/privacy/check").status, 303);
    const auto page = dee.get("/desk/privacy");
    EXPECT_TRUE(page.shows("A promise of our privacy policy is not being kept."));
    EXPECT_TRUE(page.shows("seen"));
}

TEST_F(ProofInHouse, the_desk_lists_what_is_to_do_with_the_latest_first) {
    modules.front().to_dos = [&](store::Tx& tx, Language) {
        return std::vector<ToDo>{{"later", tx.now() + std::chrono::hours{48}, "/desk/b", false},
                                 {"missed", tx.now() - std::chrono::hours{48}, "/desk/a", true}};
    };
    auto dee = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
    const auto page = dee.get("/desk/privacy").body;
    EXPECT_LT(page.find("missed"), page.find("later"));
    EXPECT_THAT(page, HasSubstr("too late:"));
}

TEST_F(ProofInHouse, the_desk_page_is_for_staff_of_this_shop) {
    tests::Browser cy(house, router);
    EXPECT_EQ(cy.get("/desk/privacy").status, 303);
    EXPECT_EQ(cy.post("/desk/privacy/check").status, 401);
    auto dee = tests::signed_in(house, router);
    EXPECT_EQ(dee.at(house.other_shop()).get("/desk/privacy").status, 303);
}

}  // namespace
}  // namespace autojet::proof
