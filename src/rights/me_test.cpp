#include "rights/me.hpp"

#include <gtest/gtest.h>

#include "http/json.hpp"
#include "privacy/consultations.hpp"
#include "privacy/disclosures.hpp"
#include "privacy/standing.hpp"
#include "rights/counter_for_tests.hpp"
#include "rights/notices.hpp"
#include "rights/portable.hpp"

namespace autojet::rights {
namespace {

using policy::Purpose;

class OwnData : public Counter {
protected:
    OwnData() : booking(book_as_ada()), ada_at_home(signed_in_as(std::string(adas_address))) {}

    // Opens the appointment as the shop does for its work.
    bool work_is_allowed(PersonId person) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            return house->gate.warrant<Purpose::appointment>(tx, dee, {person}, openings).has_value();
        });
    }
    void tell_whatsapp(PersonId person) {
        change([&](store::Tx& tx) -> Result<void> {
            privacy::disclosed(tx, person, policy::Recipient::whatsapp,
                               policy::Categories{}.set(static_cast<std::size_t>(Category::name)), Purpose::contact,
                               "message");
            return {};
        });
    }
    std::vector<Notice> notices() {
        return house.read([](store::Tx& tx) { return open_notices(tx); });
    }

    booking::Booking booking;
    Browser ada_at_home;
};

TEST_F(OwnData, R1_a_copy_has_everything_and_is_answered_at_once) {
    const auto made = ada_at_home.post("/en/me/copies");
    ASSERT_EQ(made.status, 303);
    EXPECT_TRUE(ada_at_home.get(made.location).shows("Done as asked"));
    const auto page = ada_at_home.get("/en/me/copy");
    for (const auto* part :
         {"Ada Lovelace", "ada@customers.example", "54-JG-PV", "Blue Volvo", "The key lies under the mat"})
        EXPECT_TRUE(page.shows(part)) << part;
}

TEST_F(OwnData, Duty19_the_copy_names_purposes_recipients_retention_rights_source_and_decisions) {
    tell_whatsapp(booking.person);
    const auto page = ada_at_home.get("/en/me/copy");
    for (const auto* part : {"performance of the contract", "24 months after the last appointment", "WhatsApp (Meta)",
                             "Kept until", "you, on the website", "autoriteitpersoonsgegevens.nl",
                             "Automated decisions", ">R3<", "Under the privacy policy of"})
        EXPECT_TRUE(page.shows(part)) << part;
    const auto copy = http::parse_json(ada_at_home.get("/en/me/copy.json").body, {.max_bytes = 1 << 20});
    ASSERT_TRUE(copy);
    for (const auto* member : {"purposes", "recipients", "retention", "rights", "authority", "automated_decisions",
                               "policy_version", "records", "consultations"})
        EXPECT_TRUE(copy->contains(member)) << member;
    EXPECT_EQ(copy->at("recipients").as_array().size(), 1u);
    EXPECT_EQ(copy->at("rights").as_array().size(), 8u);  // R1 to R8
}

TEST_F(OwnData, Duty20_the_copy_includes_requests_and_what_was_written_in_them) {
    ada_at_home.post("/en/me/complaint", {{"words", "Nobody called me back"}});
    EXPECT_TRUE(ada_at_home.get("/en/me/copy").shows("Nobody called me back"));
    EXPECT_TRUE(ada_at_home.get("/en/me/copy.json").shows("Nobody called me back"));
}

TEST_F(OwnData, Duty21_22_the_person_sees_who_looked_when_and_why_and_no_name_of_the_staff) {
    auto bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    policy::Openings openings;
    house.read([&](store::Tx& tx) {
        const auto record = customers::load(tx, house->vault, booking.person);
        const auto warrant = house->gate.warrant<Purpose::appointment>(tx, dee, {booking.person}, openings);
        return record->name.open(*warrant);
    });
    house->ledger.settle(house.autojet(), dee, openings);
    for (const auto* path : {"/en/me", "/en/me/copy"}) {
        const auto page = ada_at_home.get(path);
        EXPECT_TRUE(page.shows("a member of staff")) << path;
        EXPECT_TRUE(page.shows("to schedule your appointment and do the work")) << path;
        EXPECT_FALSE(page.shows("staff:9")) << path;
    }
    EXPECT_FALSE(ada_at_home.get("/en/me/copy.json").shows("staff:"));
}

TEST_F(OwnData, Duty22_entries_about_somebody_are_about_nobody_else) {
    const auto other = book_as("Bo Diddley", "bo@customers.example", "2026-11-24T12:00:00+01:00");
    ada_at_home.get("/en/me");
    const auto about = [&](PersonId person) {
        return house.read([&](store::Tx& tx) { return privacy::entries_about(tx, house->vault, {person}).size(); });
    };
    EXPECT_GT(about(booking.person), 0u);
    EXPECT_EQ(about(other.person), 0u);
}

TEST_F(OwnData, R2_duty4_a_correction_reaches_the_record_the_index_and_the_next_message) {
    const auto made = ada_at_home.post("/en/me/correction", {{"name", "Ada King"},
                                                             {"email", "ada.king@customers.example"},
                                                             {"phone", "+31612345678"},
                                                             {"plate_0", "54-JG-PV"},
                                                             {"country_0", "NL"},
                                                             {"vehicle_0", "Blue Volvo"}});
    ASSERT_EQ(made.status, 303);
    EXPECT_TRUE(ada_at_home.get(made.location).shows("We have put it right wherever it stood."));
    EXPECT_TRUE(ada_at_home.get("/en/me").shows("Ada King"));
    EXPECT_FALSE(ada_at_home.get("/en/me/export.json").shows("Lovelace"));
    EXPECT_TRUE(persons_with(std::string(adas_address)).empty());
    EXPECT_EQ(persons_with("ada.king@customers.example").size(), 1u);
}

TEST_F(OwnData, R2_a_corrected_address_proves_nothing_it_does_not_open_the_data_of_who_has_it) {
    book_as("Bo Diddley", "bo@customers.example", "2026-11-24T12:00:00+01:00");
    ada_at_home.post("/en/me/correction", {{"name", "Ada Lovelace"},
                                           {"email", "bo@customers.example"},
                                           {"phone", "+31612345678"},
                                           {"plate_0", "54-JG-PV"},
                                           {"country_0", "NL"},
                                           {"vehicle_0", "Blue Volvo"}});
    EXPECT_TRUE(ada_at_home.get("/en/me").shows("Ada Lovelace"));
    EXPECT_FALSE(ada_at_home.get("/en/me").shows("Bo Diddley"));
}

TEST_F(OwnData, R2_errors_stand_beside_their_fields_and_nothing_changes) {
    const auto page = ada_at_home.post(
        "/en/me/correction", {{"name", ""}, {"email", "nonsense"}, {"phone", "+31612345678"}, {"plate_0", ""}});
    EXPECT_EQ(page.status, 422);
    EXPECT_TRUE(page.shows("id=\"name-error\""));
    EXPECT_TRUE(page.shows("id=\"email-error\""));
    EXPECT_EQ(persons_with(std::string(adas_address)).size(), 1u);
}

TEST_F(OwnData, Duty34_each_actual_recipient_is_to_be_told_and_their_answer_is_kept) {
    tell_whatsapp(booking.person);
    ada_at_home.post("/en/me/restriction", {{"ground", "accuracy"}});
    ASSERT_EQ(notices().size(), 1u);
    EXPECT_EQ(notices().front().recipient, "whatsapp");
    const auto request = newest_request();
    auto bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    const auto url = "/desk/requests/" + request.number;
    EXPECT_TRUE(bo.get(url).shows("WhatsApp (Meta)"));
    EXPECT_EQ(bo.post(url + "/notice",
                      {{"notice", std::to_string(notices().front().id.value())}, {"confirmation", "Mailed, ticket 77"}})
                  .status,
              303);
    EXPECT_TRUE(bo.get(url).shows("Mailed, ticket 77"));
    EXPECT_TRUE(notices().empty());
}

TEST_F(OwnData, R5_duty31_each_of_the_four_grounds_can_be_chosen_and_closes_the_data_at_once) {
    for (const auto ground : privacy::all_grounds) {
        const auto made = ada_at_home.post("/en/me/restriction", {{"ground", std::string(privacy::code(ground))}});
        ASSERT_EQ(made.status, 303) << privacy::code(ground);
        EXPECT_FALSE(work_is_allowed(booking.person));
    }
    EXPECT_TRUE(ada_at_home.get("/en/me").shows("Restricted: we only keep this."));
    EXPECT_TRUE(ada_at_home.get("/en/me").shows("Ada Lovelace")) << "their own right to see it stays";
    EXPECT_EQ(ada_at_home.post("/en/me/restriction", {}).status, 422);
}

TEST_F(OwnData, R5_duty33_the_end_of_a_restriction_is_announced_before_it_comes) {
    ada_at_home.post("/en/me/restriction", {{"ground", "accuracy"}});
    const auto url = "/desk/requests/" + newest_request().number;
    auto bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    EXPECT_EQ(bo.post(url + "/lift", {{"ground", "accuracy"}}).status, 409);
    EXPECT_EQ(bo.post(url + "/lifting", {{"ground", "accuracy"}}).status, 303);
    EXPECT_NE(newest_mail().value().subject.find("restriction"), std::string::npos);
    EXPECT_EQ(bo.post(url + "/lift", {{"ground", "accuracy"}}).status, 409) << "they have a day";
    house.clock.advance(std::chrono::hours{24});
    EXPECT_EQ(bo.post(url + "/lift", {{"ground", "accuracy"}}).status, 303);
    EXPECT_TRUE(work_is_allowed(booking.person));
}

TEST_F(OwnData, R4_an_objection_stops_the_improvement_at_once_and_is_weighed_by_the_shop) {
    const auto made = ada_at_home.post("/en/me/objection", {{"aim", "improvement"}, {"words", "I am no statistic"}});
    ASSERT_EQ(made.status, 303);
    const auto objects = [&](privacy::Aim aim) {
        return house.read([&](store::Tx& tx) { return privacy::objects(tx, booking.person, aim); });
    };
    EXPECT_TRUE(objects(privacy::Aim::improvement));
    EXPECT_TRUE(newest_request().is_open());
    auto bo = tests::signed_in(house, router, house.autojet(), staff::Role::desk);
    const auto url = "/desk/requests/" + newest_request().number;
    EXPECT_EQ(bo.post(url + "/decision", {{"decision", "upheld"}, {"reason", ""}}).status, 422);
    EXPECT_EQ(bo.post(url + "/decision", {{"decision", "upheld"}, {"reason", "You are right."}}).status, 303);
    EXPECT_TRUE(ada_at_home.get(made.location).shows("You are right."));
    EXPECT_TRUE(objects(privacy::Aim::improvement));
}

TEST_F(OwnData, R4_duty37_an_objection_to_marketing_is_absolute_and_answered_at_once) {
    ada_at_home.post("/en/me/objection", {{"aim", "marketing"}});
    EXPECT_TRUE(
        house.read([&](store::Tx& tx) { return privacy::objects(tx, booking.person, privacy::Aim::marketing); }));
    EXPECT_EQ(newest_request().outcome, Outcome::granted);
}

TEST_F(OwnData, R6_what_is_taken_along_is_what_was_provided_and_reads_back_equal) {
    const auto text = ada_at_home.get("/en/me/export.json").body;
    const auto read = from_json(text);
    ASSERT_TRUE(read) << read.error().field;
    std::string fields;
    for (const auto& record : *read)
        for (const auto& [field, value] : record.values) fields += field + "=" + value + "\n";
    for (const auto* part : {"person.name=Ada Lovelace", "person.email=ada@customers.example",
                             "booking.start=", "booking.message=The key lies under the mat"})
        EXPECT_NE(fields.find(part), std::string::npos) << part;
    EXPECT_EQ(fields.find("booking.price"), std::string::npos) << "what the shop made is not provided data";
    EXPECT_EQ(from_json(to_json(*read, "Another shop", tests::monday_morning)).value(), *read);
    const auto csv = ada_at_home.get("/en/me/export.csv").body;
    EXPECT_TRUE(csv.starts_with("kind,person,field,value\r\n"));
    EXPECT_NE(csv.find("customer,1,person.name,\"Ada Lovelace\""), std::string::npos);
}

TEST_F(OwnData, X1_a_complaint_is_registered_with_a_term_and_shown_with_its_number) {
    EXPECT_EQ(ada_at_home.post("/en/me/complaint", {{"words", " "}}).status, 422);
    const auto made = ada_at_home.post("/en/me/complaint", {{"words", "Too slow"}});
    const auto page = ada_at_home.get(made.location);
    EXPECT_TRUE(page.shows(booking::display_reference(newest_request().number)));
    EXPECT_TRUE(page.shows("Answer at the latest"));
    EXPECT_TRUE(page.shows("autoriteitpersoonsgegevens.nl"));
}

TEST_F(OwnData, nobody_sees_the_request_of_another_person) {
    book_as("Bo Diddley", "bo@customers.example", "2026-11-24T12:00:00+01:00");
    const auto made = ada_at_home.post("/en/me/complaint", {{"words", "A secret of mine"}});
    auto bo_at_home = signed_in_as("bo@customers.example");
    const auto page = bo_at_home.get(made.location);
    EXPECT_EQ(page.status, 404);
    EXPECT_FALSE(page.shows("A secret of mine"));
}

TEST_F(OwnData, Duty11_the_policy_is_reachable_from_every_form) {
    for (const auto* path : {"", "/correction", "/deletion", "/restriction", "/objection", "/complaint"})
        EXPECT_TRUE(ada_at_home.get("/en/me" + std::string(path)).shows("/en/privacy")) << path;
    Browser cy(house, router);
    EXPECT_TRUE(cy.get("/en/me").shows("/en/privacy"));
}

}  // namespace
}  // namespace autojet::rights
