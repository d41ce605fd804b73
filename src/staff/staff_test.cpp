#include "staff/staff.hpp"

#include <gtest/gtest.h>

#include "staff/accounts.hpp"
#include "staff/password.hpp"
#include "staff/sign_in.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::staff {
namespace {

using tests::Browser;
using tests::Fields;
using tests::HouseForTests;

const std::string password = "a rainbow over Almere";

EmailAddress email(std::string_view text) {
    return EmailAddress::parse(text).value();
}

class StaffAccounts : public ::testing::Test {
protected:
    StaffAccounts() {
        sign_in.module().add_routes(router);
        router.add(http::Method::get, "/desk/day",
                   desk.guarded([](http::Request&, const Account&) { return http::text("the day"); }));
    }

    Result<std::string> add(std::string name, std::string_view address, Role role = Role::mechanic) {
        return house.write([&](store::Tx& tx) {
            return staff::add(tx, house->vault, {std::move(name), email(address), role, Language::en});
        });
    }
    std::optional<std::string> first_owner_link() {
        return house
            .write([&](store::Tx& tx) -> Result<std::optional<std::string>> {
                return make_first_owner_link(tx, house->vault);
            })
            .value();
    }
    Result<void> depart(std::string_view address) {
        return house.write([&](store::Tx& tx) { return staff::depart(tx, house->vault, email(address)); });
    }
    static Fields chosen(std::string first, std::string again) {
        return {{"password", std::move(first)}, {"password_again", std::move(again)}};
    }
    static Fields dee() {
        return {{"name", "Dee de Vries"},
                {"email", "dee@autojet.test"},
                {"password", password},
                {"password_again", password}};
    }
    int status_of_sign_in(std::string address) {
        return Browser(house, router)
            .post("/desk/sign-in", {{"email", std::move(address)}, {"password", password}})
            .status;
    }

    HouseForTests house;
    Desk desk{*house, [](ShopId) { return 0; }, [](ShopId) { return 0; }};
    SignIn sign_in{*house, desk};
    http::Router router;
    Browser browser{house, router};
};

TEST_F(StaffAccounts, the_first_owner_sets_up_everything_through_a_link_that_works_once) {
    const auto link = first_owner_link().value();
    EXPECT_TRUE(link.starts_with("/desk/setup/"));
    const auto page = browser.get(link);
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.shows(R"(name="email")"));

    const auto done = browser.post(link, dee());
    EXPECT_EQ(done.status, 303);
    EXPECT_EQ(done.location, "/desk/day");
    EXPECT_EQ(browser.get("/desk/day").body, "the day");
    EXPECT_EQ(browser.get(link).status, 404);
    EXPECT_EQ(browser.post(link, dee()).status, 404);
    EXPECT_EQ(status_of_sign_in("DEE@autojet.test"), 303);
    EXPECT_FALSE(first_owner_link());
}

TEST_F(StaffAccounts, opening_the_link_changes_nothing) {
    const auto link = first_owner_link().value();
    for (int n = 0; n < 3; ++n) EXPECT_EQ(browser.get(link).status, 200);
    EXPECT_EQ(browser.send(http::Method::head, link, {}).status, 200);
    EXPECT_FALSE(browser.cookie("autojet_desk"));
    EXPECT_EQ(browser.post_forged(link, dee()).status, 403);
    EXPECT_EQ(browser.post(link, dee()).status, 303);
}

TEST_F(StaffAccounts, a_second_first_owner_link_voids_the_first) {
    const auto first = first_owner_link().value();
    const auto second = first_owner_link().value();
    EXPECT_EQ(browser.get(first).status, 404);
    EXPECT_EQ(browser.get(second).status, 200);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_account WHERE shop = $1"), 1);
}

TEST_F(StaffAccounts, a_link_dies_after_seven_days) {
    const auto link = add("Bo", "bo@autojet.test").value();
    house.clock.advance(std::chrono::days{7} - std::chrono::seconds{1});
    EXPECT_EQ(browser.get(link).status, 200);
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(browser.get(link).status, 404);
    EXPECT_EQ(browser.post(link, chosen(password, password)).status, 404);
}

TEST_F(StaffAccounts, a_link_of_one_shop_opens_nothing_at_another_and_a_made_up_one_nothing_at_all) {
    const auto link = add("Bo", "bo@autojet.test").value();
    Browser cy(house, router, house.other_shop());
    EXPECT_EQ(cy.get(link).status, 404);
    EXPECT_EQ(cy.post(link, chosen(password, password)).status, 404);
    EXPECT_EQ(browser.get("/desk/setup/AAAAAAAAAAAAAAAAAAAAAA").status, 404);
    EXPECT_EQ(browser.post("/desk/setup/AAAAAAAAAAAAAAAAAAAAAA", chosen(password, password)).status, 404);
}

TEST_F(StaffAccounts, every_error_of_the_setup_is_shown_beside_its_field_and_the_link_stays_good) {
    const auto link = first_owner_link().value();
    const auto answer = browser.post(
        link, {{"name", " "}, {"email", "dee(at)autojet"}, {"password", "short"}, {"password_again", "short"}});
    EXPECT_EQ(answer.status, 422);
    for (const std::string_view field : {"name-error", "email-error", "password-error"})
        EXPECT_TRUE(answer.shows(field)) << field;
    EXPECT_TRUE(answer.shows("dee(at)autojet"));
    EXPECT_FALSE(answer.shows("value=\"short\""));

    auto different = dee();
    different.back().second = "another rainbow";
    EXPECT_TRUE(browser.post(link, different).shows("password_again-error"));
    auto unreadable = dee();
    unreadable.front().second = "\xff\xfe";
    EXPECT_EQ(browser.post(link, unreadable).status, 422);
    EXPECT_EQ(browser.post(link, dee()).status, 303);
}

TEST_F(StaffAccounts, a_password_has_twelve_to_two_hundred_characters) {
    EXPECT_EQ(check_password("").error().reason, "required");
    EXPECT_EQ(check_password("elf tekens!").error().reason, "too_short");
    EXPECT_TRUE(check_password("twaalf teken"));
    EXPECT_TRUE(check_password("ééééééééé 12"));
    EXPECT_TRUE(check_password(std::string(200, 'x')));
    EXPECT_EQ(check_password(std::string(201, 'x')).error().reason, "too_long");
    EXPECT_EQ(check_password("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff").error().reason, "not_text");
}

TEST_F(StaffAccounts, a_password_is_kept_as_argon2id_with_nineteen_mebibytes) {
    Passwords passwords;
    const auto hash = passwords.hash(password);
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    EXPECT_NE(passwords.hash(password), hash);
    EXPECT_TRUE(passwords.matches(hash, password));
    EXPECT_FALSE(passwords.matches(hash, password + " "));
    EXPECT_FALSE(passwords.matches(std::nullopt, password));
}

TEST_F(StaffAccounts, an_address_signs_in_one_person_of_a_shop_and_may_be_known_at_another) {
    ASSERT_TRUE(add("Bo", "bo@autojet.test"));
    EXPECT_EQ(add("Bob", "BO@autojet.test").error().reason, "email_taken");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_account WHERE shop = $1"), 1);
    EXPECT_TRUE(house->database.write(house.other_shop(), [&](store::Tx& tx) {
        return staff::add(tx, house->vault, {"Bo", email("bo@autojet.test"), Role::mechanic, Language::nl});
    }));
}

TEST_F(StaffAccounts, the_first_owner_cannot_take_an_address_that_is_in_use) {
    ASSERT_TRUE(add("Bo", "dee@autojet.test"));
    const auto answer = browser.post(first_owner_link().value(), dee());
    EXPECT_EQ(answer.status, 409);
    EXPECT_TRUE(answer.shows("email-error"));
}

TEST_F(StaffAccounts, a_new_link_sets_a_new_password_and_ends_what_was_signed_in) {
    browser.post(add("Bo", "bo@autojet.test").value(), chosen("an older password", "an older password"));
    const auto link =
        house.write([&](store::Tx& tx) { return renew_link(tx, house->vault, email("bo@autojet.test")); }).value();
    EXPECT_EQ(browser.get("/desk/day").status, 200);
    EXPECT_FALSE(browser.get(link).shows(R"(name="email")"));
    EXPECT_EQ(Browser(house, router).post(link, chosen(password, password)).status, 303);
    EXPECT_EQ(browser.get("/desk/day").status, 303);
    EXPECT_EQ(status_of_sign_in("bo@autojet.test"), 303);
    EXPECT_EQ(house.write([&](store::Tx& tx) { return renew_link(tx, house->vault, email("cy@autojet.test")); })
                  .error()
                  .reason,
              "unknown_account");
}

TEST_F(StaffAccounts, who_leaves_is_signed_out_at_once_and_forgotten_after_six_months) {
    browser.post(first_owner_link().value(), dee());
    Browser bo(house, router);
    bo.post(add("Bo", "bo@autojet.test").value(), chosen(password, password));
    ASSERT_TRUE(depart("bo@autojet.test"));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM session WHERE shop = $1"), 1);
    EXPECT_EQ(bo.get("/desk/day").status, 303);
    EXPECT_EQ(status_of_sign_in("bo@autojet.test"), 401);
    EXPECT_TRUE(add("Bo again", "bo@autojet.test"));

    const auto forget = [&] { sign_in.module().jobs.at(0).run(house.autojet()); };
    house.clock.set(Instant{std::chrono::sys_days{std::chrono::year{2027} / 5 / 23}});
    forget();
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_account WHERE shop = $1"), 3);
    house.clock.advance(std::chrono::hours{9});
    forget();
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM staff_account WHERE shop = $1"), 2);
}

TEST_F(StaffAccounts, a_shop_keeps_an_owner) {
    browser.post(first_owner_link().value(), dee());
    EXPECT_EQ(depart("dee@autojet.test").error().reason, "last_owner");
    EXPECT_EQ(depart("cy@autojet.test").error().reason, "unknown_account");
}

TEST_F(StaffAccounts, name_address_password_link_and_session_cannot_be_read_from_the_files) {
    const auto link = first_owner_link().value();
    browser.post(link, dee());
    const auto session = browser.cookie("autojet_desk").value();
    const auto token = link.substr(link.rfind('/') + 1);
    for (const auto& secret : {std::string("Dee de Vries"), std::string("dee@autojet.test"), password, token, session})
        EXPECT_FALSE(house.is_on_disk(secret));
    EXPECT_TRUE(house.is_on_disk("$argon2id$"));
}

TEST_F(StaffAccounts, what_the_command_line_asks_for_is_checked) {
    EXPECT_EQ(NewAccount::parse("", "bo@autojet.test", "mechanic", Language::nl).error().field, "name");
    EXPECT_EQ(NewAccount::parse("Bo", "bo", "mechanic", Language::nl).error().field, "email");
    EXPECT_EQ(NewAccount::parse("Bo", "bo@autojet.test", "boss", Language::nl).error().field, "role");
    EXPECT_EQ(NewAccount::parse(" Bo ", "bo@autojet.test", "owner", Language::nl).value().name, "Bo");
}

}  // namespace
}  // namespace autojet::staff
