#include "rights/desk.hpp"

#include <gtest/gtest.h>

#include "rights/counter_for_tests.hpp"
#include "rights/rights_module.hpp"

namespace autojet::rights {
namespace {

class Register : public Counter {
protected:
    Register() : booking(book_as_ada()), bo(tests::signed_in(house, router, house.autojet(), staff::Role::desk)) {}

    std::string taken_in(const std::string& kind) {
        return bo
            .post("/desk/requests", {{"kind", kind},
                                     {"channel", "phone"},
                                     {"contact", "06 12345678"},
                                     {"record", std::to_string(booking.person.value())}})
            .location;
    }

    booking::Booking booking;
    Browser bo;
};

TEST_F(Register, R8_somebody_who_phones_is_found_by_phone_mail_or_plate_and_opened_for_their_rights_only) {
    for (const auto* wanted : {"06-12345678", "ADA@customers.example", "54jgpv"})
        EXPECT_TRUE(bo.post("/desk/requests/new/search", {{"wanted", wanted}}).shows("Ada Lovelace")) << wanted;
    EXPECT_FALSE(bo.post("/desk/requests/new/search", {{"wanted", "06-99999999"}}).shows("Ada Lovelace"));
    EXPECT_TRUE(house.ledger().back().find("opened rights: name") != std::string::npos) << house.ledger().back();
}

TEST_F(Register, R8_open_requests_come_first_with_their_due_dates_and_overdue_ones_are_marked) {
    const auto url = taken_in("access");
    EXPECT_TRUE(bo.get("/desk/requests").shows("23 December 2026"));
    EXPECT_FALSE(bo.get("/desk/requests").shows("Overdue"));
    house.clock.advance(std::chrono::hours{24 * 31});
    auto dee_at_the_desk = tests::signed_in(house, router, house.autojet(), staff::Role::owner);
    EXPECT_TRUE(dee_at_the_desk.get("/desk/requests").shows("request-late"));
    const auto list = house.read([&](store::Tx& tx) { return open_requests(tx, *house, Language::en); });
    ASSERT_EQ(list.size(), 1u);
    EXPECT_TRUE(list.front().overdue);
    EXPECT_EQ(list.front().url, url);
}

TEST_F(Register, R8_an_answer_is_told_and_an_answer_without_a_reason_is_refused_beside_its_field) {
    const auto url = taken_in("access");
    bo.post(url + "/identity", {{"identity", "known"}});
    const auto page = bo.post(url + "/answer", {{"outcome", "refused"}, {"reason", ""}});
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(page.shows("id=\"reason-error\""));
    EXPECT_EQ(bo.post(url + "/answer", {{"outcome", "granted"}, {"reason", "See the letter."}}).status, 303);
    EXPECT_TRUE(bo.get(url).shows("See the letter."));
    EXPECT_EQ(bo.post(url + "/delivery").status, 303);
    EXPECT_TRUE(bo.get(url).shows("Delivered on"));
}

TEST_F(Register, R1_the_desk_prints_the_copy_after_the_check_and_not_before) {
    const auto url = taken_in("access");
    EXPECT_EQ(bo.get(url + "/copy").status, 404);
    bo.post(url + "/identity", {{"identity", "seen"}});
    const auto page = bo.get(url + "/copy");
    EXPECT_TRUE(page.shows("Ada Lovelace"));
    EXPECT_TRUE(page.shows("autoriteitpersoonsgegevens.nl"));
}

TEST_F(Register, strangers_and_staff_of_another_shop_reach_no_request) {
    const auto url = taken_in("deletion");
    Browser cy(house, router);
    auto rival = tests::signed_in(house, router, house.other_shop(), staff::Role::desk);
    for (const auto* path : {"", "/copy"}) {
        EXPECT_EQ(cy.get(url + path).status, 303);
        EXPECT_EQ(rival.get(url + path).status, 404);
    }
    for (const auto* noun : {"identity", "doubt", "more", "extension", "answer", "delivery", "code", "deletion",
                             "restriction", "lifting", "lift", "objection", "decision", "notice"}) {
        const auto address = url + "/" + noun;
        EXPECT_EQ(cy.post(address).status, 401) << noun;
        EXPECT_EQ(rival.post(address).status, 404) << noun;
        EXPECT_EQ(bo.post_forged(address).status, 403) << noun;
    }
    EXPECT_EQ(cy.post("/desk/requests").status, 401);
    EXPECT_EQ(cy.post("/desk/requests/new/search", {{"wanted", "06 12345678"}}).status, 401);
    EXPECT_FALSE(rival.post("/desk/requests/new/search", {{"wanted", "06 12345678"}}).shows("Ada Lovelace"));
    EXPECT_EQ(persons_with(std::string(adas_address)).size(), 1u);
}

TEST_F(Register, a_record_of_another_shop_is_left_out_of_a_request) {
    const auto there = book_as("Bo Diddley", "bo@customers.example", "2026-11-24T12:00:00+01:00", house.other_shop());
    const auto url = bo.post("/desk/requests", {{"kind", "deletion"},
                                                {"channel", "phone"},
                                                {"contact", "06 12345678"},
                                                {"record", std::to_string(there.person.value())}})
                         .location;
    EXPECT_TRUE(bo.get(url).shows("No record is kept about them any more, or none was chosen."));
}

}  // namespace
}  // namespace autojet::rights
