#include "directory/desk_for_tests.hpp"

namespace autojet::directory {
namespace {

constexpr std::string_view badge = "Restricted: only kept";
constexpr std::string_view search = "/desk/customers/search";

class CustomerDesk : public DirectoryDesk {
protected:
    tests::Answer typed(std::string_view words) { return dee_there.post(search, {{"words", std::string(words)}}); }
};

TEST_F(CustomerDesk, shows_who_was_found_and_leads_to_their_page) {
    const auto her = of("Ada Lovelace", "06 12345678", "", "VXJ-99-N");
    const auto page = typed("lovel");
    EXPECT_EQ(page.status, 200);
    for (const auto& text :
         {std::string("Ada Lovelace"), std::string("+31 6 12345678"), std::string("VXJ-99-N"), customer_path(her)})
        EXPECT_TRUE(page.shows(text)) << text;
    EXPECT_TRUE(typed("zzz").shows("Nobody found."));
    EXPECT_TRUE(typed("z").shows("Type at least"));
    EXPECT_FALSE(typed("<b>x</b>").shows("<b>x"));
}

TEST_F(CustomerDesk, P1_writes_down_who_was_shown_and_nobody_else) {
    (void)of("Ada Lovelace", "06 12345678", "", "VXJ-99-N");
    (void)of("Bo Babbage");
    const auto before = house.ledger().size();
    (void)typed("lovelace");
    auto entries = house.ledger();
    ASSERT_EQ(entries.size(), before + 1);
    EXPECT_TRUE(entries.back().ends_with("opened appointment: name, contact, vehicle")) << entries.back();
    (void)typed("nobody of that name");
    EXPECT_EQ(house.ledger().size(), before + 1);
}

TEST_F(CustomerDesk, duty_32_shows_of_the_restricted_that_they_are_there) {
    const auto her = of("Ada Lovelace", "06 12345678", "ada@customers.example", "VXJ-99-N");
    restrict(her);
    for (const auto& page : {typed("lovelace"), dee_there.get(customer_path(her)),
                             dee_there.get("/desk/vehicles/" + std::to_string(her.person.value()))}) {
        EXPECT_EQ(page.status, 200);
        EXPECT_TRUE(page.shows(badge));
        for (const auto* data : {"Lovelace", "6 1234", "ada@", "VXJ-99"}) EXPECT_FALSE(page.shows(data)) << data;
    }
    EXPECT_EQ(dee_there.post(customer_path(her) + "/correction", {{"name", "X"}, {"phone", "0612345678"}}).status, 409);
    EXPECT_EQ(
        dee_there.post("/desk/vehicles/" + std::to_string(her.person.value()) + "/handover", {{"since", "2026-11-01"}})
            .status,
        409);
}

TEST_F(CustomerDesk, shows_a_person_with_all_that_is_linked) {
    const auto one = of("Ada Lovelace", "06 12345678", "ada@customers.example", "VXJ-99-N");
    const auto other = of("Ada Lovelace", "06 87654321", "", "54-JG-PV");
    EXPECT_FALSE(dee_there.get(customer_path(one)).shows("54-JG-PV"));
    ASSERT_TRUE(link(one, other));
    const auto page = dee_there.get(customer_path(one));
    for (const auto& text : {std::string("54-JG-PV"), std::string("VXJ-99-N"), std::string("+31 6 87654321"),
                             one.reference, other.reference, std::string("/desk/bookings/new?record=")})
        EXPECT_TRUE(page.shows(text)) << text;
    EXPECT_EQ(dee_there.post(customer_path(one) + "/unlinking/" + std::to_string(other.person.value())).status, 303);
    EXPECT_FALSE(dee_there.get(customer_path(one)).shows("54-JG-PV"));
}

TEST_F(CustomerDesk, suggests_who_may_be_the_same_and_compares_before_linking) {
    const auto one = of("Ada Lovelace", "06 12345678");
    const auto other = of("A. Lovelace", "06 12345678", "", "54-JG-PV");
    const auto cy = of("Cy Vreemd", "06 99999999");
    const auto compare = customer_path(one) + "/links/" + std::to_string(other.person.value());
    const auto page = dee_there.get(customer_path(one));
    EXPECT_TRUE(page.shows(compare));
    EXPECT_TRUE(page.shows("same phone number"));
    EXPECT_FALSE(page.shows("A. Lovelace")) << "who they are is shown side by side";
    EXPECT_FALSE(page.shows(std::to_string(cy.person.value())));
    const auto sides = dee_there.get(compare);
    EXPECT_TRUE(sides.shows("A. Lovelace") && sides.shows("Ada Lovelace") && sides.shows("54-JG-PV"));
    EXPECT_EQ(dee_there.post(compare).status, 303);
    EXPECT_TRUE(dee_there.get(customer_path(one)).shows("54-JG-PV"));
    restrict(cy);
    EXPECT_EQ(dee_there.post(customer_path(one) + "/links/" + std::to_string(cy.person.value())).status, 409);
}

TEST_F(CustomerDesk, duty_26_corrects_every_linked_record_that_says_the_same) {
    const auto one = of("Ada Lovelase", "06 12345678", "", "VXJ-99-N");
    const auto other = of("Ada Lovelase", "06 87654321", "", "54-JG-PV");
    ASSERT_TRUE(link(one, other));
    const auto path = customer_path(other);
    const auto wrong =
        dee_there.post(path + "/correction", {{"name", ""}, {"phone", "06 87654321"}, {"plate", "54-JG-PV"}});
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(wrong.shows("name-error"));
    EXPECT_EQ(dee_there
                  .post(path + "/correction",
                        {{"name", "Ada Lovelace"}, {"phone", "06 87654321"}, {"plate", "54-JG-PV"}, {"country", "NL"}})
                  .status,
              303);
    EXPECT_EQ(records("lovelase").size(), 0U);
    EXPECT_EQ(records("lovelace").size(), 1U);
    const auto page = dee_there.get(path);
    EXPECT_TRUE(page.shows("VXJ-99-N") && page.shows("54-JG-PV")) << "each keeps its plate";
    EXPECT_TRUE(page.shows("+31 6 12345678") && page.shows("+31 6 87654321"));
}

TEST_F(CustomerDesk, books_again_for_a_customer_with_nothing_of_them_in_the_address) {
    const auto her = of("Ada Lovelace", "06 12345678", "ada@customers.example", "VXJ-99-N");
    const auto record = std::to_string(her.person.value());
    const auto page = dee_there.get("/desk/bookings/new?service=hand-wash&size=small&date=2026-11-30&record=" + record);
    for (const auto* text : {"value=\"Ada Lovelace\"", "ada@customers.example", "VXJ-99-N"})
        EXPECT_TRUE(page.shows(text)) << text;
    const auto booked = dee_there.post("/desk/bookings", {{"service", "hand-wash"},
                                                          {"size", "small"},
                                                          {"date", "2026-11-30"},
                                                          {"start", "2026-11-30T10:00:00+01:00"},
                                                          {"record", record},
                                                          {"language", "nl"},
                                                          {"name", "Ada Lovelace"},
                                                          {"phone", "0612345678"},
                                                          {"plate", "VXJ-99-N"},
                                                          {"country", "NL"}});
    EXPECT_EQ(booked.status, 303);
    EXPECT_EQ(house.read([&](store::Tx& tx) { return customers::linked_with(tx, her.person); }).size(), 1U);
    EXPECT_EQ(records("lovelace").size(), 1U);
}

TEST_F(CustomerDesk, knows_nobody_by_a_number_that_is_none_or_of_another_shop) {
    const auto theirs = of(contact("Cy Vreemd", "06 12345678"), house.other_shop());
    for (const auto& path :
         {std::string("/desk/customers/1"), std::string("/desk/customers/x"), customer_path(theirs),
          "/desk/vehicles/" + std::to_string(theirs.person.value()), customer_path(theirs) + "/links/1"}) {
        EXPECT_EQ(dee_there.get(path).status, 404) << path;
        EXPECT_FALSE(dee_there.get(path).shows("Vreemd"));
    }
    EXPECT_NE(dee_there.post(customer_path(theirs) + "/unlinking/1").status, 303);
}

TEST_F(CustomerDesk, T1_is_for_who_may_see_customers) {
    const auto her = of("Ada Lovelace");
    auto bo = tests::signed_in(house, router);  // a mechanic
    tests::Browser cy(house, router);
    EXPECT_EQ(bo.post(search, {{"words", "lovelace"}}).status, 403);
    EXPECT_EQ(bo.get(customer_path(her)).status, 403);
    EXPECT_EQ(cy.post(search, {{"words", "lovelace"}}).status, 401);
    EXPECT_EQ(cy.get(customer_path(her)).status, 303);
    EXPECT_EQ(dee_there.post_forged(search, {{"words", "lovelace"}}).status, 403);
    EXPECT_FALSE(bo.get("/desk/day").shows(std::string(search)));
    EXPECT_TRUE(dee_there.get("/desk/day").shows(std::string(search)));
}

}  // namespace
}  // namespace autojet::directory
