#include "privacy/consent.hpp"

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"
#include "privacy/limits.hpp"
#include "privacy/standing.hpp"
#include "tests/support/house_for_tests.hpp"
#include "tests/support/policy_for_tests.hpp"

namespace autojet::privacy {
namespace {

using policy::Purpose;
using std::chrono::days;
using tests::HouseForTests;

constexpr PersonId ada{7};
constexpr ConsentAnswer yes{.agrees = true, .is_of_age = true, .guardian_name = {}, .guardian_agrees = false};

class ConsentOfAPerson : public ::testing::Test {
protected:
    ConsentOfAPerson() {
        publish_version(tests::policy_with("2026-11-01", {"purpose reminder", "clause reminder"}));
        house.clock.advance(days{1});
    }

    void publish_version(const std::string& model) {
        ASSERT_TRUE(house.write([&](store::Tx& tx) { return publish(tx, model); }));
    }
    ConsentQuestion question(Language language = Language::en) {
        return consent_question(*house->policies.of(house.autojet()), "reminder", language, house->messages);
    }
    // The reason of a refusal, or "".
    std::string give(const ConsentAnswer& answer, std::string_view clause = "reminder") {
        const auto in_force = house->policies.of(house.autojet());
        const auto done = house.write([&](store::Tx& tx) {
            return give_consent(tx, house->vault, *in_force, ada, question(), clause, Language::en, "website", answer);
        });
        return done ? "" : done.error().reason;
    }
    void write(const std::function<void(store::Tx&)>& work) {
        house.write([&](store::Tx& tx) -> Result<void> { return work(tx), Result<void>{}; });
    }
    std::string limit() {
        const auto in_force = house->policies.of(house.autojet());
        return house.read([&](store::Tx& tx) {
            return std::string(limit_of_standing(tx, ada, Purpose::reminder, *in_force).reason);
        });
    }
    std::vector<Consent> consents() {
        return house.read([&](store::Tx& tx) { return consents_of(tx, house->vault, ada); });
    }
    std::int64_t sweep() {
        const auto in_force = house->policies.of(house.autojet());
        return house
            .write([&](store::Tx& tx) -> Result<std::int64_t> {
                return forget_consents(tx, house->vault, in_force->published, 50);
            })
            .value();
    }

    HouseForTests house;
};

TEST_F(ConsentOfAPerson, R7_opens_the_purpose_and_withdrawing_closes_it_for_the_next_read) {
    EXPECT_EQ(limit(), "no_consent");
    EXPECT_EQ(give(yes), "");
    EXPECT_EQ(limit(), "");
    house.clock.advance(days{10});
    write([](store::Tx& tx) { withdraw_consent(tx, ada, "reminder"); });
    EXPECT_EQ(limit(), "no_consent") << "duty 9: the next read is denied";
    const auto past = consents();
    ASSERT_EQ(past.size(), 1u);
    EXPECT_EQ(*past[0].withdrawn - past[0].given, days{10}) << "duty 9: the past is untouched";
    house.clock.advance(days{1});
    write([](store::Tx& tx) { withdraw_consent(tx, ada, "reminder"); });
    EXPECT_EQ(consents()[0].withdrawn, past[0].withdrawn);
}

TEST_F(ConsentOfAPerson, duty_7_proves_the_text_that_was_shown_its_version_language_time_and_channel) {
    EXPECT_EQ(give(yes), "");
    const auto given = consents().at(0);
    EXPECT_EQ(given.given, house.clock.now());
    EXPECT_EQ(given.policy_version, "2026-11-01");
    EXPECT_EQ(given.language, Language::en);
    EXPECT_EQ(given.channel, "website");
    EXPECT_EQ(given.text_hash.size(), 32u);
    const auto text = house.read([&](store::Tx& tx) { return consent_text(tx, given.text_hash); });
    EXPECT_EQ(text, question().text());
    for (const auto& sentence : {question().clause, question().agree, question().of_age, question().guardian})
        EXPECT_NE(text->find(sentence), std::string::npos) << sentence;
}

TEST_F(ConsentOfAPerson, duty_8_is_not_given_by_an_empty_form) {
    EXPECT_EQ(give({}), "not_agreed");
    EXPECT_EQ(give({.agrees = false, .is_of_age = true, .guardian_name = {}, .guardian_agrees = false}), "not_agreed");
    EXPECT_TRUE(consents().empty());
}

TEST_F(ConsentOfAPerson, duty_10_of_somebody_under_16_needs_a_guardian) {
    ConsentAnswer young{.agrees = true, .is_of_age = false, .guardian_name = {}, .guardian_agrees = false};
    EXPECT_EQ(give(young), "guardian_needed");
    young.guardian_name = "Dee Lovelace";
    EXPECT_EQ(give(young), "guardian_needed");
    young.guardian_agrees = true;
    young.guardian_name = "  ";
    EXPECT_EQ(give(young), "guardian_needed");
    young.guardian_name = "111222333";
    EXPECT_EQ(give(young), "citizen_service_number");
    EXPECT_EQ(limit(), "no_consent");
    young.guardian_name = "Dee Lovelace";
    EXPECT_EQ(give(young), "");
    EXPECT_TRUE(consents().at(0).guardian);
    EXPECT_FALSE(house.is_on_disk("Dee Lovelace"));
}

TEST_F(ConsentOfAPerson, is_asked_only_for_a_clause_that_the_version_has_and_that_needs_one) {
    EXPECT_EQ(give(yes, "photos"), "not_offered");
    EXPECT_EQ(give(yes, "whatsapp_first"), "not_offered");
    EXPECT_EQ(consent_clauses(*house->policies.of(house.other_shop())), std::vector<std::string>{});
    publish_version(tests::policy_with(
        "2026-11-20", {"purpose reminder", "clause reminder", "clause whatsapp_first", "clause photos"}));
    EXPECT_EQ(consent_clauses(*house->policies.of(house.autojet())),
              (std::vector<std::string>{"reminder", "whatsapp_first"}));
    EXPECT_EQ(give(yes, "whatsapp_first"), "");
    EXPECT_EQ(limit(), "no_consent") << "one for each, never bundled";
}

TEST_F(ConsentOfAPerson, duty_37_does_not_outlive_an_objection_to_marketing) {
    EXPECT_EQ(give(yes), "");
    write([](store::Tx& tx) { object(tx, ada, Aim::marketing); });
    EXPECT_EQ(limit(), "objected");
}

TEST_F(ConsentOfAPerson, cannot_be_added_to_a_restricted_record) {
    write([](store::Tx& tx) { restrict_use(tx, ada, Ground::claim); });
    EXPECT_EQ(give(yes), "restricted");
}

TEST_F(ConsentOfAPerson, K1_is_kept_while_in_force_and_three_years_after_its_end) {
    EXPECT_EQ(give({.agrees = true, .is_of_age = false, .guardian_name = "Dee", .guardian_agrees = true}), "");
    house.clock.advance(days{4000});
    EXPECT_EQ(sweep(), 0) << "in force";
    write([](store::Tx& tx) { end_consents(tx, ada); });
    const auto ended = *consents().at(0).withdrawn;
    house.clock.set(policy::ends(*policy::period_of(RetentionClass::consent), ended) - std::chrono::seconds{1});
    EXPECT_EQ(sweep(), 0);
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(sweep(), 1);
    EXPECT_TRUE(consents().empty());
}

TEST_F(ConsentOfAPerson, R3_goes_at_once_when_the_person_is_erased) {
    EXPECT_EQ(give(yes), "");
    for (int n = 0; n < 2; ++n) write([&](store::Tx& tx) { erase_consents(tx, house->vault, ada); });
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM consent WHERE shop = $1"), 0);
}

}  // namespace
}  // namespace autojet::privacy
