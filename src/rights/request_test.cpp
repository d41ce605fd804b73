#include "rights/request.hpp"

#include <gtest/gtest.h>

#include "rights/counter_for_tests.hpp"

namespace autojet::rights {
namespace {

class Requests : public Counter {
protected:
    const Zone& zone() { return house->shops.zone(house.autojet()); }
    static Instant noon(int year, unsigned month, unsigned day) {
        return Instant{
                   std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)}} +
               std::chrono::hours{11};
    }
    Result<Request> answer_it(const Request& request, Outcome outcome, const std::string& reason) {
        return change(
            [&](store::Tx& tx) { return answer(tx, house->vault, house->messages, request.id, outcome, reason); });
    }
    Result<Request> extend_it(const Request& request, const std::string& reasons) {
        return change([&](store::Tx& tx) { return extend(tx, house->vault, zone(), request.id, reasons); });
    }
};

TEST_F(Requests, Duty12_the_answer_is_due_within_a_civil_month_from_receipt) {
    house.clock.set(noon(2027, 1, 31));
    const auto request = ask(Kind::access);
    EXPECT_EQ(format_date(last_day(zone(), request)), "2027-02-28");
    EXPECT_FALSE(request.is_overdue(noon(2027, 2, 28)));
    EXPECT_TRUE(request.is_overdue(noon(2027, 3, 1)));
}

TEST_F(Requests, Duty12_two_more_months_are_taken_once_with_reasons_and_within_the_first_only) {
    const auto request = ask(Kind::access);
    EXPECT_EQ(extend_it(request, " ").error().reason, "required");
    const auto longer = extend_it(request, "The files are in storage.");
    ASSERT_TRUE(longer);
    EXPECT_EQ(format_date(last_day(zone(), *longer)), "2027-02-23");
    EXPECT_EQ(extend_it(request, "Once more.").error().reason, "already_extended");
    const auto mail = newest_mail();
    ASSERT_TRUE(mail);
    EXPECT_NE(mail->text.find("The files are in storage."), std::string::npos);

    const auto late = ask(Kind::access);
    house.clock.set(late.due);
    EXPECT_EQ(extend_it(late, "Too busy.").error().reason, "too_late");
}

TEST_F(Requests, Duty13_a_refusal_has_a_reason_and_names_the_authority_and_the_court) {
    const auto request = ask(Kind::deletion);
    EXPECT_EQ(answer_it(request, Outcome::refused, "").error().reason, "required");
    EXPECT_EQ(answer_it(request, Outcome::partly, " \n").error().reason, "required");
    ASSERT_TRUE(answer_it(request, Outcome::refused, "We do not know you."));
    const auto said = open(request, written(request).answer);
    for (const auto* part :
         {"We do not know you.", "Autoriteit Persoonsgegevens", "autoriteitpersoonsgegevens.nl", "court", "Refused"})
        EXPECT_NE(said.find(part), std::string::npos) << part;
    EXPECT_EQ(answer_it(request, Outcome::granted, "").error().reason, "already_answered");
}

TEST_F(Requests, Duty14_every_answer_says_that_it_is_free) {
    const auto request = ask(Kind::access);
    ASSERT_TRUE(answer_it(request, Outcome::granted, ""));
    EXPECT_NE(open(request, written(request).answer).find("This costs you nothing."), std::string::npos);
}

TEST_F(Requests, Duty46_X2_every_answer_names_the_authority) {
    for (const auto outcome : all_outcomes) {
        const auto request = ask(Kind::access);
        ASSERT_TRUE(answer_it(request, outcome, "Because of this."));
        EXPECT_NE(open(request, written(request).answer).find("Autoriteit Persoonsgegevens"), std::string::npos)
            << code(outcome);
    }
}

TEST_F(Requests, Duty15_more_is_asked_only_on_a_recorded_doubt_and_discarded_with_the_check) {
    const auto request = ask(Kind::access);
    const auto give_more = [&] {
        return change([&](store::Tx& tx) { return keep_more(tx, house->vault, request.id, "Born in Almere"); });
    };
    EXPECT_EQ(give_more().error().reason, "no_doubt");
    ASSERT_TRUE(change([&](store::Tx& tx) { return doubt(tx, house->vault, request.id, "Another voice"); }));
    EXPECT_EQ(answer_it(request, Outcome::granted, "").error().reason, "identity_open");
    ASSERT_TRUE(give_more());
    EXPECT_EQ(open(request, written(request).more), "Born in Almere");
    ASSERT_TRUE(change([&](store::Tx& tx) { return establish(tx, request.id, Identity::question); }));
    EXPECT_FALSE(written(request).more);
    EXPECT_FALSE(house.is_on_disk("Born in Almere"));
}

TEST_F(Requests, X1_a_complaint_has_a_number_that_can_be_read_out_and_a_term) {
    const auto request = ask(Kind::complaint);
    EXPECT_EQ(booking::display_reference(request.number).size(), 9u);
    EXPECT_EQ(booking::reference_from(" " + ascii_lower(booking::display_reference(request.number)) + " "),
              request.number);
    EXPECT_EQ(booking::reference_from("not a number"), "");
    EXPECT_EQ(format_date(last_day(zone(), request)), "2026-12-23");
}

TEST_F(Requests, K1_a_request_goes_three_years_after_its_answer_and_an_open_one_stays) {
    const auto open_one = ask(Kind::complaint);
    const auto request = ask(Kind::access);
    ASSERT_TRUE(answer_it(request, Outcome::granted, ""));
    const auto forget = [&] {
        return change([&](store::Tx& tx) -> Result<std::int64_t> {
                   return forget_requests(tx, house->vault, house->policies.of(tx)->published);
               })
            .value();
    };
    house.clock.set(noon(2029, 11, 22));
    EXPECT_EQ(forget(), 0);
    house.clock.set(noon(2029, 11, 23));
    EXPECT_EQ(forget(), 1);
    const auto left = house.read([](store::Tx& tx) { return all_requests(tx, 100); });
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left.front().id, open_one.id);
}

TEST_F(Requests, K1_the_address_for_the_answer_goes_thirty_days_after_delivery_with_its_key) {
    const auto request = ask(Kind::access);
    ASSERT_TRUE(answer_it(request, Outcome::granted, ""));
    change([&](store::Tx& tx) -> Result<void> { return mark_delivered(tx, request.id), Result<void>{}; });
    const auto forget = [&] {
        return change([&](store::Tx& tx) -> Result<std::int64_t> {
                   return forget_contacts(tx, house->vault, house->policies.of(tx)->published);
               })
            .value();
    };
    house.clock.advance(std::chrono::hours{24 * 30} - std::chrono::seconds{1});
    EXPECT_EQ(forget(), 0);
    EXPECT_TRUE(written(request).contact);
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(forget(), 1);
    EXPECT_FALSE(written(request).contact);
    EXPECT_NE(open(request, written(request).answer), "") << "the answer itself stays";
}

TEST_F(Requests, a_citizen_service_number_is_refused_in_every_text_of_a_request) {
    const auto request = ask(Kind::access);
    EXPECT_EQ(extend_it(request, "111222333").error().reason, "citizen_service_number");
    EXPECT_EQ(answer_it(request, Outcome::refused, "111222333").error().reason, "citizen_service_number");
}

}  // namespace
}  // namespace autojet::rights
