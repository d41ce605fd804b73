#include "rights/pass.hpp"

#include <gtest/gtest.h>

#include "rights/counter_for_tests.hpp"

namespace autojet::rights {
namespace {

using Passes = Counter;

TEST_F(Passes, R8_a_code_from_the_mail_opens_ones_own_data_and_nobody_elses) {
    book_as_ada();
    book_as("Bo Diddley", "bo@customers.example", "2026-11-24T12:00:00+01:00");
    auto ada_at_home = signed_in_as(std::string(adas_address));
    const auto page = ada_at_home.get("/en/me");
    EXPECT_TRUE(page.shows("Ada Lovelace"));
    EXPECT_FALSE(page.shows("Bo Diddley"));
}

TEST_F(Passes, R8_the_answer_is_the_same_whether_or_not_the_address_is_known_and_only_the_known_gets_mail) {
    book_as_ada();
    Browser cy(house, router);
    const auto rows = [&] { return house.number("SELECT COUNT(*) FROM me_pass WHERE shop = $1"); };
    const auto known = cy.post("/en/me/codes", {{"email", std::string(adas_address)}});
    EXPECT_EQ(rows(), 1);
    EXPECT_TRUE(newest_mail());
    const auto unknown = cy.post("/en/me/codes", {{"email", "cy@strangers.example"}});
    EXPECT_EQ(rows(), 2) << "the same work";
    EXPECT_FALSE(newest_mail());
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.location, unknown.location);
}

TEST_F(Passes, R8_a_code_works_once_and_for_a_quarter_of_an_hour) {
    book_as_ada();
    const auto code = code_for(std::string(adas_address));
    Browser first(house, router), second(house, router);
    EXPECT_EQ(first.post("/en/me/session", {{"code", code}}).status, 303);
    EXPECT_EQ(second.post("/en/me/session", {{"code", code}}).status, 403);
    const auto late = code_for(std::string(adas_address));
    house.clock.advance(code_lifetime);
    EXPECT_EQ(second.post("/en/me/session", {{"code", late}}).status, 403);
}

TEST_F(Passes, R8_opening_the_link_changes_nothing_and_its_button_works_once) {
    book_as_ada();
    Browser scanner(house, router), ada_at_home(house, router);
    ada_at_home.post("/en/me/codes", {{"email", std::string(adas_address)}});
    const auto mail = newest_mail().value();
    const auto at = mail.text.find("/en/me/links/");
    const auto link = mail.text.substr(at, mail.text.find('\n', at) - at);
    for (int n = 0; n < 3; ++n) EXPECT_TRUE(scanner.get(link).shows("Is it you?"));
    EXPECT_FALSE(scanner.cookie("autojet_me"));
    EXPECT_EQ(ada_at_home.post(link).location, "/en/me");
    EXPECT_TRUE(ada_at_home.get("/en/me").shows("Ada Lovelace"));
    EXPECT_EQ(scanner.post(link).status, 403);
    EXPECT_EQ(scanner.get(link).status, 404);
    EXPECT_EQ(scanner.get(link.substr(0, link.size() - 1) + "A").status, 404);
}

TEST_F(Passes, R8_a_session_ends_after_an_hour_or_when_one_signs_out_and_is_kept_as_a_digest) {
    book_as_ada();
    auto ada_at_home = signed_in_as(std::string(adas_address));
    const auto token = ada_at_home.cookie("autojet_me").value();
    EXPECT_FALSE(house.is_on_disk(token));
    auto stolen = ada_at_home;
    EXPECT_EQ(ada_at_home.post("/en/me/session/end").location, "/en/me?left=1");
    EXPECT_FALSE(stolen.get("/en/me").shows("Ada Lovelace"));

    auto again = signed_in_as(std::string(adas_address));
    house.clock.advance(session_lifetime);
    EXPECT_FALSE(again.get("/en/me").shows("Ada Lovelace"));
    change([&](store::Tx& tx) -> Result<std::int64_t> { return forget_passes(tx, house->vault); });
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM me_pass WHERE shop = $1"), 0);
}

TEST_F(Passes, R8_a_session_of_one_shop_opens_nothing_in_another) {
    book_as_ada();
    book_as_ada(house.other_shop());
    auto ada_at_home = signed_in_as(std::string(adas_address));
    auto elsewhere = ada_at_home.at(house.other_shop());
    EXPECT_FALSE(elsewhere.get("/en/me").shows("Ada Lovelace"));
    EXPECT_EQ(elsewhere.get("/en/me/copy").status, 303);
    EXPECT_EQ(elsewhere.post("/en/me/deletion", {{"sure", "yes"}}).status, 401);
}

TEST_F(Passes, R8_records_that_the_desk_linked_are_shown_together_and_undone_at_once) {
    const auto mine = book_as_ada();
    const auto other = book_as("A. Lovelace", "work@customers.example", "2026-11-24T12:00:00+01:00");
    change([&](store::Tx& tx) { return customers::link(tx, mine.person, other.person); });
    auto ada_at_home = signed_in_as(std::string(adas_address));
    EXPECT_TRUE(ada_at_home.get("/en/me").shows("A. Lovelace"));
    change([&](store::Tx& tx) { return customers::unlink(tx, other.person); });
    EXPECT_FALSE(ada_at_home.get("/en/me").shows("A. Lovelace"));
}

TEST_F(Passes, R8_the_desk_reads_out_a_code_for_somebody_without_an_address_once_their_identity_is_checked) {
    const auto booking = book_as_ada();
    auto bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    const auto made = bo.post("/desk/requests", {{"kind", "access"},
                                                 {"channel", "phone"},
                                                 {"contact", "06 12345678"},
                                                 {"record", std::to_string(booking.person.value())}});
    ASSERT_EQ(made.status, 303);
    EXPECT_EQ(bo.post(made.location + "/code").status, 409) << "nobody has checked who it is";
    EXPECT_EQ(bo.post(made.location + "/identity", {{"identity", "known"}}).status, 303);
    const auto page = bo.post(made.location + "/code");
    const auto code = part_behind(page.body, "class=\"big-code\">", 9);
    EXPECT_FALSE(bo.get(made.location).shows(code)) << "shown once";
    Browser on_the_phone(house, router);
    EXPECT_EQ(on_the_phone.post("/en/me/session", {{"code", code}}).location, "/en/me");
    EXPECT_TRUE(on_the_phone.get("/en/me").shows("Ada Lovelace"));
}

TEST_F(Passes, strangers_reach_nothing_and_change_nothing) {
    book_as_ada();
    Browser cy(house, router);
    for (const auto* path : {"copy", "copy.json", "export.json", "export.csv", "correction", "deletion", "restriction",
                             "objection", "complaint", "requests/AAAAAAAA"})
        EXPECT_EQ(cy.get("/en/me/" + std::string(path)).location, "/en/me") << path;
    for (const auto* path :
         {"copies", "exports", "correction", "deletion", "restriction", "objection", "complaint", "session/end"})
        EXPECT_EQ(cy.post("/en/me/" + std::string(path), {{"sure", "yes"}}).status, 401) << path;
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM rights_request WHERE shop = $1"), 0);
    EXPECT_EQ(cy.get("/en/receipt/" + std::string(43, 'A')).status, 404);
}

TEST_F(Passes, forged_forms_are_refused) {
    book_as_ada();
    auto ada_at_home = signed_in_as(std::string(adas_address));
    for (const auto* path : {"copies", "exports", "correction", "deletion", "restriction", "objection", "complaint",
                             "session/end", "codes", "session"})
        EXPECT_EQ(ada_at_home.post_forged("/en/me/" + std::string(path), {{"sure", "yes"}}).status, 403) << path;
}

}  // namespace
}  // namespace autojet::rights
