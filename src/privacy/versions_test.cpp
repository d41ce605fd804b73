#include "privacy/versions.hpp"

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"
#include "policy/draft.hpp"
#include "policy/texts_for_tests.hpp"
#include "policy/write.hpp"
#include "privacy/limits.hpp"
#include "privacy/shown.hpp"
#include "store/sqlite/database.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using policy::Choices;
using policy::Clause;
using policy::Recipient;
using std::chrono::days;
using tests::HouseForTests;

constexpr PersonId ada{7};  // came under the oldest version
constexpr PersonId bea{8};  // came under the newest

class Versions : public ::testing::Test {
protected:
    // Publishes what these choices make of the version in force.
    void publish(const std::string& version, const std::function<void(Choices&)>& choose) {
        auto choices = policy::choices_of(ceiling, model());
        choose(choices);
        auto next = policy::compose(ceiling, model(), choices);
        next.version = version;
        ASSERT_TRUE(
            house.write([&](store::Tx& tx) { return privacy::publish(tx, policy::to_toml(next), disk.texts.prose); }));
    }
    policy::Model model() { return house->policies.of(house.autojet())->model; }
    void publish_photos() {
        publish("2026-11-23", [](Choices& choices) { choices.clauses.insert("photos"); });
    }
    void collect(PersonId person) {
        ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            record_collected(tx, person);
            return {};
        }));
    }
    void tell(PersonId person, const std::string& version) {
        ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            record_told(tx, person, version, Told::by_mail, 12);
            return {};
        }));
    }
    std::string may_open_photo(std::vector<PersonId> persons, PersonId person) {
        const auto answer = house.read([&](store::Tx& tx) -> std::string {
            const auto warrant =
                house->gate.warrant<Purpose::appointment>(tx, Actor::staff(bea, every_purpose), persons, openings);
            if (!warrant) return warrant.error().reason;
            return warrant->covers(person, Category::photo) ? "yes" : "no";
        });
        house->ledger.settle(house.autojet(), Actor::staff(bea, every_purpose), openings);
        return answer;
    }
    std::string may_disclose_to_the_register(PersonId person) {
        return house.read([&](store::Tx& tx) {
            const auto may = may_disclose(tx, person, Recipient::vehicle_register, *house->policies.of(tx));
            return may ? std::string{"yes"} : may.error().reason;
        });
    }

    const policy::TextsOnDisk disk;
    const policy::Model ceiling = disk.model();
    HouseForTests house;
    policy::Openings openings;
};

TEST_F(Versions, D0_what_is_only_prepared_stays_shut_until_the_shop_publishes_it) {
    EXPECT_EQ(may_open_photo({ada}, ada), "no");
    EXPECT_EQ(may_disclose_to_the_register(ada), "not_published");
    publish_photos();
    collect(bea);
    EXPECT_EQ(may_open_photo({bea}, bea), "yes");
}

TEST_F(Versions, V1_duty_18_what_a_newer_version_widens_does_not_reach_older_data) {
    publish_photos();
    collect(bea);
    EXPECT_EQ(may_open_photo({ada}, ada), "no");
    EXPECT_EQ(may_open_photo({ada, bea}, bea), "yes") << "who came under the new version is reached";
    tell(ada, "2026-11-23");
    EXPECT_EQ(may_open_photo({ada}, ada), "yes") << "and so is who was told";
}

TEST_F(Versions, V1_duty_18_a_purpose_that_is_new_to_somebody_is_refused_and_the_refusal_is_in_the_ledger) {
    auto narrow = model();
    std::erase_if(narrow.purposes, [](const auto& row) { return row.name == "improvement"; });
    narrow.version = "2026-11-21";
    ASSERT_TRUE(house.write([&](store::Tx& tx) { return privacy::publish(tx, policy::to_toml(narrow)); }));
    collect(ada);
    auto wide = model();
    wide.purposes.push_back(*policy::find(ceiling.purposes, "improvement"));
    wide.version = "2026-11-22";
    ASSERT_TRUE(house.write([&](store::Tx& tx) { return privacy::publish(tx, policy::to_toml(wide)); }));

    const auto improve = [&] {
        return house.read([&](store::Tx& tx) {
            return reason_of(house->gate.warrant<Purpose::improvement>(tx, Actor::job("figures"), {ada}, openings));
        });
    };
    EXPECT_EQ(improve(), "not_told");
    house->ledger.settle(house.autojet(), Actor::job("figures"), openings);
    EXPECT_EQ(house.ledger().back(), "job:figures refused improvement: appointment");
    tell(ada, "2026-11-22");
    EXPECT_EQ(improve(), "");
}

TEST_F(Versions, S2_data_leaves_only_for_recipients_that_the_person_knows_of) {
    publish("2026-11-23", [](Choices& choices) { choices.clauses.insert("vehicle_register"); });
    collect(bea);
    EXPECT_EQ(may_disclose_to_the_register(bea), "yes");
    EXPECT_EQ(may_disclose_to_the_register(ada), "not_told");
    const auto reached = [&](PersonId person) {
        return house.read([&](store::Tx& tx) {
            return reason_of(may_use(tx, person, Clause::vehicle_register, *house->policies.of(tx)));
        });
    };
    EXPECT_EQ(reached(bea), "");
    EXPECT_EQ(reached(ada), "not_told");
    publish("2026-11-24", [](Choices& choices) { choices.clauses.clear(); });
    EXPECT_EQ(may_disclose_to_the_register(bea), "not_published");
    EXPECT_EQ(reached(bea), "not_published");
}

TEST_F(Versions, a_request_about_rights_is_answered_whole_whatever_the_person_was_told) {
    publish_photos();
    const auto whole = house.read([&](store::Tx& tx) {
        return house->gate.warrant<Purpose::rights>(tx, Actor::staff(bea, every_purpose), {ada}, openings)
            .value()
            .covers(ada, Category::photo);
    });
    EXPECT_TRUE(whole);
}

TEST_F(Versions, that_widen_nothing_cost_no_question) {
    publish("2026-11-23", [](Choices& choices) { choices.periods["customer"] = 12; });
    EXPECT_TRUE(house->policies.of(house.autojet())->narrower.empty());
}

TEST_F(Versions, of_the_first_one_nobody_needs_a_row) {
    static constexpr std::string_view count_shown = "SELECT COUNT(*) FROM shown_version WHERE shop = $1";
    collect(ada);
    EXPECT_EQ(house.number(count_shown), 0);
    publish_photos();
    collect(bea);
    EXPECT_EQ(house.number(count_shown), 1);
    EXPECT_EQ(house.read([](store::Tx& tx) { return version_known_to(tx, ada); }), "2026-06-24");
    EXPECT_EQ(house.read([](store::Tx& tx) { return version_known_to(tx, bea); }), "2026-11-23");
    EXPECT_EQ(house.read([](store::Tx& tx) { return version_collected_under(tx, ada); }), "2026-06-24");
    EXPECT_EQ(house.read([](store::Tx& tx) { return version_collected_under(tx, bea); }), "2026-11-23");
    ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
        house->vault.shred(tx, bea, RetentionClass::customer);
        return {};
    }));
    EXPECT_EQ(house.number(count_shown), 0) << "it goes with the person";
}

TEST_F(Versions, K2_a_longer_period_does_not_reach_who_was_promised_the_shorter_one) {
    const auto months = [&] {
        return house->policies.of(house.autojet())->published.period(RetentionClass::customer)->count;
    };
    publish("2026-11-23", [](Choices& choices) { choices.periods["customer"] = 12; });
    EXPECT_EQ(months(), 12) << "a shorter one counts at once";
    house.clock.set(house.clock.now() + days{1});
    publish("2026-11-24", [](Choices& choices) { choices.periods["customer"] = 18; });
    EXPECT_EQ(months(), 12);
    house.clock.set(house.clock.now() + days{3 * 366});
    ASSERT_TRUE(house.write([](store::Tx& tx) -> Result<void> {
        tx.announce(store::Topic::policy);
        return {};
    }));
    EXPECT_EQ(months(), 18) << "all that was collected before is gone";
}

TEST_F(Versions, V1_V2_are_kept_whole_with_their_days) {
    publish_photos();
    house.clock.set(house.clock.now() + days{2});
    publish("2026-11-25", [](Choices& choices) { choices.clauses.clear(); });
    const auto versions = house.read(versions_of);
    ASSERT_EQ(versions.size(), 3u);
    EXPECT_EQ(versions[0].version, "2026-11-25");
    EXPECT_FALSE(versions[0].until);
    EXPECT_EQ(versions[1].until, versions[0].from);
    const auto frozen = house.read([](store::Tx& tx) { return find_version(tx, "2026-11-23"); });
    ASSERT_TRUE(frozen);
    EXPECT_EQ(frozen->prose.size(), disk.texts.prose.size());
    EXPECT_EQ(frozen->prose.at("nl/who.md"), disk.texts.prose.at("nl/who.md"));
    EXPECT_TRUE(policy::find(policy::parse(frozen->model_toml)->clauses, "photos"));
    EXPECT_EQ(frozen->digest, frozen->computed_digest());
    EXPECT_FALSE(house.read([](store::Tx& tx) { return find_version(tx, "2026-11-26"); }));
}

TEST_F(Versions, V1_a_version_that_was_changed_afterwards_is_noticed) {
    static constexpr std::string_view change_words =
        "UPDATE policy_prose SET words = 'other' WHERE shop = $1 AND version = '2026-11-23' AND file = 'nl/who.md'";
    static constexpr std::string_view change_model =
        "UPDATE policy_version SET model = model || ' ' WHERE shop = $1 AND version = '2026-11-23'";
    for (const auto change : {change_words, change_model}) {
        HouseForTests other;
        auto next = model();
        next.version = "2026-11-23";
        ASSERT_TRUE(
            other.write([&](store::Tx& tx) { return privacy::publish(tx, policy::to_toml(next), disk.texts.prose); }));
        EXPECT_EQ(other.read(changed_versions), std::vector<std::string>{});
        ASSERT_TRUE(other.write([&](store::Tx& tx) -> Result<void> {
            tx.run(change);
            return {};
        }));
        EXPECT_EQ(other.read(changed_versions), std::vector<std::string>{"2026-11-23"});
    }
}

}  // namespace
}  // namespace autojet::privacy
