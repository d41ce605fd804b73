#include "staff/sign_in.hpp"

#include <gtest/gtest.h>

#include "staff/accounts.hpp"
#include "staff/sign_in_page.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::staff {
namespace {

using tests::Browser;
using tests::HouseForTests;

constexpr std::string_view password = "a rainbow over Almere";
constexpr std::string_view count_sessions = "SELECT COUNT(*) FROM session WHERE shop = $1";

EmailAddress email(std::string_view text) {
    return EmailAddress::parse(text).value();
}

class StaffSignIn : public ::testing::Test {
protected:
    StaffSignIn() {
        sign_in.module().add_routes(router);
        router.add(http::Method::get, "/desk/day", desk.guarded([](http::Request&, const Account& account) {
            return http::text("the day of " + std::string(code(account.role)));
        }));
        router.add(http::Method::post, "/desk/change",
                   desk.guarded([](http::Request&, const Account&) { return http::text("changed"); }));
    }

    std::string link_for_dee() {
        return house
            .write([](store::Tx& tx) {
                return staff::add(tx, vault(), {"Dee", email("dee@autojet.test"), Role::owner, Language::en});
            })
            .value();
    }
    // Dee with a password, signed in on the browser that is given back.
    Browser dee() {
        Browser browser(house, router);
        EXPECT_EQ(
            browser
                .post(link_for_dee(), {{"password", std::string(password)}, {"password_again", std::string(password)}})
                .status,
            303);
        return browser;
    }
    tests::Answer try_to_sign_in(Browser& browser, std::string address, std::string_view with, std::string next = "") {
        return browser.post(
            "/desk/sign-in",
            {{"email", std::move(address)}, {"password", std::string(with)}, {"next", std::move(next)}});
    }

    static privacy::Vault& vault() { return *current_vault; }

    HouseForTests house;
    static inline privacy::Vault* current_vault = nullptr;
    void SetUp() override { current_vault = &house->vault; }

    Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    SignIn sign_in{*house, desk};
    http::Router router;
};

TEST_F(StaffSignIn, who_is_not_signed_in_is_led_to_the_sign_in_page_and_back) {
    Browser browser = dee();
    browser.post("/desk/sign-out");
    const auto away = browser.get("/desk/day?date=2026-11-24");
    EXPECT_EQ(away.status, 303);
    EXPECT_EQ(away.location, "/desk/sign-in?next=%2Fdesk%2Fday%3Fdate%3D2026-11-24");

    const auto page = browser.get(away.location);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows(R"(name="next" value="/desk/day?date=2026-11-24")"));
    EXPECT_EQ(try_to_sign_in(browser, "dee@autojet.test", password, "/desk/day?date=2026-11-24").location,
              "/desk/day?date=2026-11-24");
    EXPECT_EQ(browser.get("/desk/day").body, "the day of owner");
}

TEST_F(StaffSignIn, the_way_back_never_leaves_the_desk) {
    for (const std::string_view path : {"/desk/day", "/desk/week?from=2026-11-23"}) EXPECT_TRUE(is_page_of_desk(path));
    for (const std::string_view path : {"", "/", "/desk", "https://cy.example/desk/", "//cy.example/desk/",
                                        "/desk/\\cy", "/desk/a\r\nX: y", "/deskcy/"})
        EXPECT_FALSE(is_page_of_desk(path)) << path;

    Browser browser = dee();
    browser.post("/desk/sign-out");
    EXPECT_EQ(try_to_sign_in(browser, "dee@autojet.test", password, "https://cy.example/").location, "/desk/day");
}

TEST_F(StaffSignIn, a_change_and_an_event_stream_without_session_are_answered_with_401) {
    Browser cy(house, router);
    EXPECT_EQ(cy.post("/desk/change").status, 401);
    EXPECT_EQ(cy.send(http::Method::get, "/desk/day", {{"Accept", "text/event-stream"}}).status, 401);
    EXPECT_EQ(dee().post("/desk/change").body, "changed");
}

TEST_F(StaffSignIn, an_unknown_address_and_a_wrong_password_get_the_same_answer) {
    dee();
    Browser cy(house, router);
    const auto wrong = try_to_sign_in(cy, "dee@autojet.test", "not the right one");
    const auto unknown = try_to_sign_in(cy, "nobody@autojet.test", "not the right one");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(unknown.status, 401);
    EXPECT_TRUE(wrong.shows("This address and password do not belong together."));
    EXPECT_TRUE(unknown.shows("This address and password do not belong together."));
    EXPECT_FALSE(cy.cookie("autojet_desk"));
}

TEST_F(StaffSignIn, somebody_without_a_password_cannot_sign_in) {
    link_for_dee();
    Browser cy(house, router);
    EXPECT_EQ(try_to_sign_in(cy, "dee@autojet.test", "").status, 422);
    EXPECT_EQ(try_to_sign_in(cy, "dee@autojet.test", password).status, 401);
}

TEST_F(StaffSignIn, guessing_one_account_is_slowed_down_wherever_it_comes_from) {
    dee();
    for (int n = 0; n < 10; ++n) {
        Browser cy(house, router);
        EXPECT_EQ(try_to_sign_in(cy, "dee@autojet.test", "guess number one").status, 401);
    }
    Browser cy(house, router);
    EXPECT_EQ(try_to_sign_in(cy, "Dee@AutoJet.test", password).status, 429);
    EXPECT_EQ(try_to_sign_in(cy, "bo@autojet.test", password).status, 401);
}

TEST_F(StaffSignIn, forms_of_other_sites_are_refused_and_tries_of_one_client_are_counted) {
    Browser browser = dee();
    for (const std::string_view url : {"/desk/sign-in", "/desk/sign-out", "/desk/sessions/revocation"})
        EXPECT_EQ(browser.post_forged(url).status, 403) << url;
    http::Parameters parameters;
    const auto* route = router.find(http::Method::post, "/desk/sign-in", parameters).route;
    ASSERT_TRUE(route->options.rate);
    EXPECT_LE(route->options.rate->requests, 10);
}

TEST_F(StaffSignIn, every_sign_in_makes_a_new_token_and_ends_the_one_before) {
    Browser browser = dee();
    const auto first = browser.cookie("autojet_desk").value();
    try_to_sign_in(browser, "dee@autojet.test", password);
    EXPECT_NE(browser.cookie("autojet_desk").value(), first);
    EXPECT_EQ(house.number(count_sessions), 1);
}

TEST_F(StaffSignIn, signing_out_ends_the_session_for_a_copy_of_the_cookie_too) {
    Browser browser = dee();
    Browser copy = browser;
    EXPECT_EQ(browser.post("/desk/sign-out").location, "/desk/sign-in?left=1");
    EXPECT_FALSE(browser.cookie("autojet_desk"));
    EXPECT_TRUE(browser.get("/desk/sign-in?left=1").shows("You are signed out."));
    EXPECT_EQ(copy.get("/desk/day").status, 303);
}

TEST_F(StaffSignIn, signing_out_everywhere_ends_all_sessions_of_that_account_only) {
    Browser here = dee();
    Browser elsewhere(house, router);
    try_to_sign_in(elsewhere, "dee@autojet.test", password);
    Browser bo = tests::signed_in(house, router);
    EXPECT_EQ(here.post("/desk/sessions/revocation").status, 303);
    EXPECT_EQ(elsewhere.get("/desk/day").status, 303);
    EXPECT_EQ(bo.get("/desk/day").body, "the day of mechanic");
    Browser cy(house, router);
    EXPECT_EQ(cy.post("/desk/sessions/revocation").status, 401);
}

TEST_F(StaffSignIn, a_session_is_worth_nothing_at_another_shop) {
    Browser browser = dee();
    Browser there = browser.at(house.other_shop());
    EXPECT_EQ(there.get("/desk/day").status, 303);
    EXPECT_EQ(there.post("/desk/change").status, 401);
    EXPECT_EQ(there.post("/desk/sessions/revocation").status, 401);
    there.post("/desk/sign-out");
    EXPECT_EQ(browser.get("/desk/day").status, 200);
    EXPECT_EQ(try_to_sign_in(there, "dee@autojet.test", password).status, 401);
}

TEST_F(StaffSignIn, a_session_ends_after_thirty_days_and_is_deleted) {
    Browser browser = dee();
    house.clock.advance(std::chrono::days{29});
    EXPECT_EQ(browser.get("/desk/day").status, 200);
    house.clock.advance(std::chrono::days{1});
    EXPECT_EQ(browser.get("/desk/day").status, 303);
    for (const auto& job : sign_in.module().jobs) job.run(house.autojet());
    EXPECT_EQ(house.number(count_sessions), 0);
}

TEST_F(StaffSignIn, a_session_remembers_its_last_day_and_nothing_finer) {
    Browser browser = dee();
    const auto day = house.number("SELECT seen_day FROM session WHERE shop = $1");
    house.clock.advance(std::chrono::days{2});
    browser.get("/desk/day");
    EXPECT_EQ(house.number("SELECT seen_day FROM session WHERE shop = $1"), day + 2);
}

TEST_F(StaffSignIn, the_desk_leads_to_the_day_and_shows_a_role_instead_of_a_name) {
    Browser browser = dee();
    EXPECT_EQ(browser.get("/desk").location, "/desk/day");
    EXPECT_EQ(browser.get("/desk/sign-in").location, "/desk/day");
    EXPECT_TRUE(house.ledger().empty());
    EXPECT_EQ(Browser(house, router).get("/desk").status, 303);
}

TEST_F(StaffSignIn, nothing_typed_makes_the_page_fail) {
    Browser cy(house, router);
    for (const auto& typed : {std::string("\xff\xfe@\xff"), std::string("<script>alert(1)</script>"),
                              std::string(60'000, 'x'), std::string("\0", 1)}) {
        const auto answer = cy.post("/desk/sign-in", {{"email", typed}, {"password", typed}, {"next", typed}});
        EXPECT_EQ(answer.status, 422);
        EXPECT_FALSE(answer.shows("<script>alert"));
    }
    EXPECT_EQ(cy.get("/desk/sign-in?next=javascript:alert(1)").status, 200);
    EXPECT_EQ(try_to_sign_in(cy, "cy@autojet.test", std::string(60'000, '\xff')).status, 401);
}

}  // namespace
}  // namespace autojet::staff
