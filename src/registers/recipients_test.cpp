#include "registers/recipients.hpp"

#include <gtest/gtest.h>

#include "privacy/disclosures.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::registers {
namespace {

using policy::Recipient;
using privacy::Actor;

const Actor dee = Actor::staff(PersonId{7}, privacy::every_purpose);

RecipientFields provider() {
    return {.legal_name = "Hostwerk BV",
            .role = "processor",
            .purpose = "appointment",
            .contract = "VO-2026-11",
            .contract_date = "2026-01-01",
            .contract_end = "2027-12-31",
            .country = "NL",
            .transfer = "none",
            .at_the_end = "deletes"};
}

class Recipients : public testing::Test {
protected:
    std::shared_ptr<const privacy::InForce> in_force() { return house->policies.of(house.autojet()); }
    // The reasons, with their fields: "not_in_policy role".
    std::vector<std::string> refused(const RecipientFields& fields, Recipient recipient = Recipient::system_provider) {
        Errors errors;
        const bool accepted = check(fields, recipient, *in_force(), errors).has_value();
        EXPECT_EQ(accepted, errors.empty());
        std::vector<std::string> words;
        for (const auto& error : errors) words.push_back(error.reason + " " + error.field);
        return words;
    }
    void put(const RecipientFields& fields) {
        Errors errors;
        const auto facts = check(fields, Recipient::system_provider, *in_force(), errors);
        ASSERT_TRUE(facts);
        ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            write(tx, *facts, dee);
            return {};
        }));
    }
    std::string answer(Recipient recipient) {
        const auto allowed = house.read([&](store::Tx& tx) { return may_receive(tx, *in_force(), recipient); });
        return allowed ? "" : allowed.error().reason;
    }

    tests::HouseForTests house;
};

using Words = std::vector<std::string>;

TEST_F(Recipients, S1_nobody_is_entered_who_gets_data_for_another_reason_than_the_policy_has) {
    EXPECT_EQ(refused(provider()), Words{});
    auto sold = provider();
    sold.purpose = "sale";
    EXPECT_EQ(refused(sold), Words{"not_in_policy purpose"});
    sold.purpose = "reminder";  // prepared, and not published
    EXPECT_EQ(refused(sold), Words{"not_in_policy purpose"});
    sold = provider();
    sold.role = "buyer";
    EXPECT_EQ(refused(sold), Words{"not_in_policy role"});
    sold.role = "controller";
    EXPECT_EQ(refused(sold), Words{"not_in_policy role"});
}

TEST_F(Recipients, duty_40_a_processor_has_a_contract_and_says_what_becomes_of_the_data) {
    auto fields = provider();
    fields.contract = fields.contract_date = "";
    fields.at_the_end = "unknown";
    EXPECT_EQ(refused(fields),
              (Words{"contract_needed contract", "contract_needed contract_date", "end_needed at_the_end"}));
    fields = provider();
    fields.contract_end = "2025-12-31";
    EXPECT_EQ(refused(fields), Words{"ends_before_it_begins contract_end"});
}

TEST_F(Recipients, duty_45_a_country_outside_the_EEA_needs_a_ground) {
    auto fields = provider();
    fields.country = "us";
    EXPECT_EQ(refused(fields), Words{"transfer_ground_needed transfer"});
    fields.transfer = "standard_clauses";
    EXPECT_EQ(refused(fields), Words{});
    fields.country = "Nederland";
    EXPECT_EQ(refused(fields), Words{"not_a_country country"});
}

TEST_F(Recipients, S2_only_who_the_published_policy_names_may_receive_anything) {
    EXPECT_EQ(answer(Recipient::system_provider), "");
    EXPECT_EQ(answer(Recipient::authority), "");
    EXPECT_EQ(answer(Recipient::vehicle_register), "recipient_not_declared");
}

// Data from elsewhere would come through a recipient that gets the plate first. None is published, so nothing has a
// source but the person (policy D0): what GDPR 14 asks for begins with the version that names one.
TEST_F(Recipients, duty_17_nothing_is_obtained_elsewhere_as_long_as_the_policy_does_not_say_so) {
    EXPECT_FALSE(in_force()->published.has(policy::Clause::vehicle_register));
    EXPECT_EQ(answer(Recipient::vehicle_register), "recipient_not_declared");
}

TEST_F(Recipients, duty_40_a_processor_receives_nothing_after_its_contract) {
    put(provider());
    house.clock.set(Instant{std::chrono::sys_days{std::chrono::year{2027} / 12 / 31} + std::chrono::hours{12}});
    EXPECT_EQ(answer(Recipient::system_provider), "");
    house.clock.advance(std::chrono::hours{24});
    EXPECT_EQ(answer(Recipient::system_provider), "recipient_not_declared");
}

TEST_F(Recipients, a_fresh_shop_has_rows_that_say_what_is_missing) {
    house.read([](store::Tx& tx) {
        EXPECT_EQ(missing(facts_of(tx, Recipient::system_provider)),
                  (std::vector<std::string_view>{"legal_name", "contract", "contract_date", "at_the_end"}));
        EXPECT_EQ(missing(facts_of(tx, Recipient::whatsapp)), std::vector<std::string_view>{});
        EXPECT_EQ(missing(facts_of(tx, Recipient::authority)), std::vector<std::string_view>{});
        return 0;
    });
}

TEST_F(Recipients, what_was_written_before_stays_readable_with_who_wrote_it) {
    put(provider());
    house.clock.advance(std::chrono::hours{1});
    auto other = provider();
    other.legal_name = "Andere Host BV";
    put(other);
    const auto history = house.read([](store::Tx& tx) { return history_of(tx, Recipient::system_provider); });
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].facts.legal_name, "Andere Host BV");
    EXPECT_EQ(history[1].facts.legal_name, "Hostwerk BV");
    EXPECT_EQ(history[1].actor, "staff:7");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM recipient_facts WHERE shop = $1", house.other_shop()), 0);
}

TEST_F(Recipients, S2_somebody_who_got_data_without_being_named_is_seen) {
    const auto look = [&] { return house.read([&](store::Tx& tx) { return look_at_recipients(tx, *in_force()); }); };
    const auto disclose = [&](Recipient recipient) {
        ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            privacy::disclosed(tx, PersonId{11}, recipient, {}, policy::Purpose::contact, "message");
            return {};
        }));
    };
    disclose(Recipient::system_provider);
    EXPECT_EQ(look().verdict, Verdict::holds);
    disclose(Recipient::vehicle_register);
    EXPECT_EQ(look().verdict, Verdict::fails);
}

TEST_F(Recipients, a_disclosure_goes_with_the_keys_of_the_person) {
    const PersonId ada{11};
    ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
        privacy::disclosed(tx, ada, Recipient::system_provider, {}, policy::Purpose::contact, "message");
        house->vault.shred(tx, ada, policy::RetentionClass::customer);
        return {};
    }));
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM disclosure WHERE shop = $1"), 0);
}

}  // namespace
}  // namespace autojet::registers
