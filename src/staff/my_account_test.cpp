#include "staff/my_account.hpp"

#include <gtest/gtest.h>

#include <regex>

#include "staff/accounts.hpp"
#include "staff/sign_in.hpp"
#include "staff/totp.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::staff {
namespace {

using tests::Browser;
using tests::HouseForTests;

const std::string password = "a rainbow over Almere";
const std::string other_password = "a second rainbow over Almere";

class MyAccountPages : public ::testing::Test {
protected:
    MyAccountPages() {
        sign_in.module().add_routes(router);
        router.add(http::Method::get, "/desk/day",
                   desk.guarded([](http::Request&, const Account&) { return http::text("the day"); }));
        router.add(http::Method::post, "/desk/change",
                   desk.guarded([](http::Request&, const Account&) { return http::text("changed"); }));
        const auto link = make_link();
        dee.post(link, {{"password", password}, {"password_again", password}});
        EXPECT_EQ(dee.get("/desk/day").body, "the day");
    }

    std::string make_link() {
        return house
            .write([&](store::Tx& tx) {
                return staff::add(tx, house->vault,
                                  {"Dee", EmailAddress::parse("dee@autojet.test").value(), Role::owner, Language::en});
            })
            .value();
    }
    static std::vector<std::string> all(const std::string& body, const std::string& pattern) {
        std::vector<std::string> found;
        const std::regex wanted(pattern);
        for (std::sregex_iterator at(body.begin(), body.end(), wanted); at != std::sregex_iterator{}; ++at)
            found.push_back((*at)[1]);
        return found;
    }
    // Through the pages; answers the recovery codes.
    std::vector<std::string> switch_on() {
        EXPECT_EQ(dee.post("/desk/account/second-factor", {{"password", password}}).location,
                  "/desk/account/second-factor");
        auto typed = all(dee.get("/desk/account/second-factor").body, "secret-text\">([A-Z2-7 ]+)<").at(0);
        std::erase(typed, ' ');
        secret = totp_secret_from(typed);
        const auto done = dee.post("/desk/account/second-factor/confirmation", {{"code", code()}});
        house.clock.advance(std::chrono::seconds{30});
        return all(done.body, "<li>([0-9A-Z-]{19})</li>");
    }
    std::string code() const { return totp_code(secret, totp_step(house.clock.now())); }
    tests::Answer give_password(Browser& browser, std::string next = "") {
        return browser.post("/desk/sign-in",
                            {{"email", "dee@autojet.test"}, {"password", password}, {"next", std::move(next)}});
    }
    Browser signed_in_elsewhere() {
        Browser browser(house, router);
        give_password(browser);
        return browser;
    }
    static std::vector<std::string_view> changes() {
        return {"/desk/account/password",
                "/desk/account/sessions/revocation",
                "/desk/account/sessions/AAAAAAAAAAAAAAAA/revocation",
                "/desk/account/second-factor",
                "/desk/account/second-factor/confirmation",
                "/desk/account/second-factor/removal",
                "/desk/account/second-factor/recovery-codes"};
    }

    HouseForTests house;
    Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    SignIn sign_in{*house, desk};
    http::Router router;
    Browser dee{house, router};
    std::string secret;
};

TEST_F(MyAccountPages, the_code_is_switched_on_and_asked_from_then_on) {
    EXPECT_EQ(switch_on().size(), 10U);
    EXPECT_TRUE(dee.get("/desk/account").shows("Recovery codes left:"));
    EXPECT_EQ(dee.get("/desk/account/second-factor").location, "/desk/account") << "the secret is shown no more";

    Browser there(house, router);
    EXPECT_EQ(give_password(there, "/desk/account").location, "/desk/sign-in/code?next=%2Fdesk%2Faccount");
    EXPECT_TRUE(there.get("/desk/sign-in/code?next=%2Fdesk%2Faccount").shows("value=\"/desk/account\""));
    const auto half = there.cookie("autojet_desk");
    EXPECT_EQ(there.post("/desk/sign-in/code", {{"code", code()}, {"next", "/desk/account"}}).location,
              "/desk/account");
    EXPECT_NE(there.cookie("autojet_desk"), half);
    EXPECT_EQ(there.get("/desk/day").body, "the day");
}

TEST_F(MyAccountPages, who_gave_the_password_alone_sees_and_changes_nothing) {
    switch_on();
    Browser half(house, router);
    give_password(half);
    for (const std::string_view page : {"/desk", "/desk/day", "/desk/account", "/desk/account/second-factor"})
        EXPECT_TRUE(half.get(page).location.starts_with("/desk/sign-in?next=")) << page;
    EXPECT_EQ(half.post("/desk/change").status, 401);
    EXPECT_EQ(half.post("/desk/sessions/revocation").status, 401);
    for (const auto change : changes()) EXPECT_EQ(half.post(change, {{"password", password}}).status, 401) << change;
    EXPECT_EQ(dee.get("/desk/day").body, "the day");
}

TEST_F(MyAccountPages, a_wrong_code_opens_nothing_and_a_code_works_once) {
    switch_on();
    Browser there(house, router);
    give_password(there);
    EXPECT_EQ(there.post("/desk/sign-in/code", {{"code", "000000"}}).status, 401);
    EXPECT_EQ(there.post("/desk/sign-in/code").status, 401);
    EXPECT_EQ(there.get("/desk/day").status, 303);
    const auto right = code();
    EXPECT_EQ(there.post("/desk/sign-in/code", {{"code", right}}).location, "/desk/day");
    Browser again(house, router);
    give_password(again);
    EXPECT_EQ(again.post("/desk/sign-in/code", {{"code", right}}).status, 401);
}

TEST_F(MyAccountPages, a_recovery_code_signs_in_once) {
    const auto codes = switch_on();
    Browser first(house, router);
    give_password(first);
    EXPECT_EQ(first.post("/desk/sign-in/code", {{"code", codes.at(2)}}).location, "/desk/day");
    Browser second(house, router);
    give_password(second);
    EXPECT_EQ(second.post("/desk/sign-in/code", {{"code", codes.at(2)}}).status, 401);
}

TEST_F(MyAccountPages, half_a_session_lasts_five_minutes_works_once_and_at_one_shop) {
    switch_on();
    Browser there(house, router);
    give_password(there);
    Browser copy = there;
    EXPECT_EQ(there.at(house.other_shop()).post("/desk/sign-in/code", {{"code", code()}}).status, 401);
    EXPECT_EQ(there.post("/desk/sign-in/code", {{"code", code()}}).status, 303);
    house.clock.advance(std::chrono::seconds{30});
    EXPECT_EQ(copy.post("/desk/sign-in/code", {{"code", code()}}).status, 401);

    Browser late(house, router);
    give_password(late);
    house.clock.advance(std::chrono::minutes{5});
    EXPECT_EQ(late.get("/desk/sign-in/code").location, "/desk/sign-in");
    EXPECT_EQ(late.post("/desk/sign-in/code", {{"code", code()}}).status, 401);
    for (const auto& job : sign_in.module().jobs) job.run(house.autojet());
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM half_session WHERE shop = $1"), 0);
}

TEST_F(MyAccountPages, guessing_codes_is_slowed_down_for_the_account) {
    switch_on();
    int status = 0;
    for (int n = 0; n < 12 && status != 429; ++n) {
        Browser cy(house, router);
        give_password(cy);
        status = cy.post("/desk/sign-in/code", {{"code", "000000"}}).status;
    }
    EXPECT_EQ(status, 429);
}

TEST_F(MyAccountPages, a_one_time_link_does_not_lead_around_the_code) {
    switch_on();
    const auto link = house
                          .write([&](store::Tx& tx) {
                              return renew_link(tx, house->vault, EmailAddress::parse("dee@autojet.test").value());
                          })
                          .value();
    Browser there(house, router);
    EXPECT_EQ(there.post(link, {{"password", other_password}, {"password_again", other_password}}).location,
              "/desk/sign-in/code");
    EXPECT_EQ(there.get("/desk/day").status, 303);
    EXPECT_EQ(there.post("/desk/sign-in/code", {{"code", code()}}).location, "/desk/day");
}

TEST_F(MyAccountPages, switching_off_and_new_codes_ask_for_the_password_and_a_code) {
    const auto codes = switch_on();
    for (const std::string_view url :
         {"/desk/account/second-factor/removal", "/desk/account/second-factor/recovery-codes"}) {
        EXPECT_EQ(dee.post(url, {{"password", "not the right one"}, {"code", codes[0]}}).status, 422) << url;
        EXPECT_EQ(dee.post(url, {{"password", password}, {"code", "000000"}}).status, 422) << url;
        EXPECT_EQ(dee.post(url, {{"password", password}}).status, 422) << url;
    }
    const auto renewed =
        dee.post("/desk/account/second-factor/recovery-codes", {{"password", password}, {"code", code()}});
    EXPECT_EQ(all(renewed.body, "<li>([0-9A-Z-]{19})</li>").size(), 10U);
    EXPECT_FALSE(renewed.shows(codes[0]));
    house.clock.advance(std::chrono::seconds{30});
    EXPECT_EQ(dee.post("/desk/account/second-factor/removal", {{"password", password}, {"code", code()}}).status, 303);
    EXPECT_EQ(signed_in_elsewhere().get("/desk/day").body, "the day");
}

TEST_F(MyAccountPages, switching_on_asks_for_the_password_and_a_code_that_is_right) {
    EXPECT_EQ(dee.post("/desk/account/second-factor", {{"password", "not the right one"}}).status, 422);
    EXPECT_EQ(dee.get("/desk/account/second-factor").location, "/desk/account");
    dee.post("/desk/account/second-factor", {{"password", password}});
    const auto page = dee.get("/desk/account/second-factor");
    EXPECT_TRUE(page.shows("<svg class=\"qr\""));
    EXPECT_EQ(dee.post("/desk/account/second-factor/confirmation", {{"code", "000000"}}).status, 422);
    EXPECT_EQ(signed_in_elsewhere().get("/desk/day").body, "the day");
}

TEST_F(MyAccountPages, lists_the_sessions_and_ends_one_at_its_next_request) {
    house.clock.advance(std::chrono::seconds{60});
    Browser there = signed_in_elsewhere();
    EXPECT_TRUE(there.get("/desk/account").shows("this one"));
    const auto urls = all(dee.get("/desk/account").body, "action=\"(/desk/account/sessions/[^\"/]+/revocation)\"");
    ASSERT_EQ(urls.size(), 1U);
    EXPECT_EQ(dee.post(urls[0]).status, 303);
    EXPECT_EQ(there.get("/desk/day").status, 303);
    EXPECT_EQ(there.post("/desk/change").status, 401);
    EXPECT_EQ(dee.post(urls[0]).status, 404);
}

TEST_F(MyAccountPages, ends_nobody_elses_session) {
    Browser bo = tests::signed_in(house, router);
    const auto name = house.read([&](store::Tx& tx) {
        const auto bos = find_session(tx, bo.cookie("autojet_desk").value(), house->policies.of(tx)->published);
        return list_sessions(tx, bos->account.id, "").at(0).name;
    });
    EXPECT_EQ(dee.post("/desk/account/sessions/" + name + "/revocation").status, 404);
    EXPECT_EQ(dee.post("/desk/account/sessions/revocation").status, 303);
    EXPECT_EQ(bo.get("/desk/day").body, "the day");
}

TEST_F(MyAccountPages, ends_all_others_and_stays_signed_in_here) {
    Browser there = signed_in_elsewhere();
    Browser elsewhere = signed_in_elsewhere();
    EXPECT_EQ(dee.post("/desk/account/sessions/revocation").status, 303);
    EXPECT_EQ(there.get("/desk/day").status, 303);
    EXPECT_EQ(elsewhere.get("/desk/day").status, 303);
    EXPECT_EQ(dee.get("/desk/day").body, "the day");
}

TEST_F(MyAccountPages, another_password_asks_for_the_old_one_and_signs_out_everybody_else) {
    Browser there = signed_in_elsewhere();
    const auto change = [&](std::string old, std::string wanted, std::string again) {
        return dee.post("/desk/account/password", {{"current_password", std::move(old)},
                                                   {"new_password", std::move(wanted)},
                                                   {"password_again", std::move(again)}});
    };
    EXPECT_TRUE(change("not the right one", other_password, other_password).shows("current_password-error"));
    EXPECT_TRUE(change(password, "short", "short").shows("new_password-error"));
    EXPECT_TRUE(change(password, other_password, password).shows("password_again-error"));
    EXPECT_EQ(there.get("/desk/day").status, 200);
    EXPECT_EQ(change(password, other_password, other_password).status, 303);
    EXPECT_EQ(there.get("/desk/day").status, 303);
    EXPECT_EQ(dee.get("/desk/day").status, 200);
    Browser again(house, router);
    EXPECT_EQ(give_password(again).status, 401);
}

TEST_F(MyAccountPages, forms_of_other_sites_are_refused_and_strangers_turned_away) {
    Browser cy(house, router);
    for (const auto change : changes()) {
        EXPECT_EQ(dee.post_forged(change, {{"password", password}}).status, 403) << change;
        EXPECT_EQ(cy.post(change, {{"password", password}}).status, 401) << change;
    }
    EXPECT_EQ(dee.post_forged("/desk/sign-in/code", {{"code", "000000"}}).status, 403);
    EXPECT_EQ(cy.get("/desk/account").location, "/desk/sign-in?next=%2Fdesk%2Faccount");
}

TEST_F(MyAccountPages, what_is_opened_of_ones_own_account_stands_in_the_ledger) {
    dee.get("/desk/account");
    ASSERT_EQ(house.ledger().size(), 1U);
    EXPECT_TRUE(house.ledger().front().ends_with("opened staff_access: staff")) << house.ledger().front();
}

}  // namespace
}  // namespace autojet::staff
