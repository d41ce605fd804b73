#include "privacy/standing.hpp"

#include <gtest/gtest.h>

#include "base/result_for_tests.hpp"
#include "privacy/limits.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using policy::Purpose;
using std::chrono::days;
using tests::HouseForTests;

constexpr PersonId ada{7};
constexpr PersonId bo{8};

class StandingOfAPerson : public ::testing::Test {
protected:
    StandingOfAPerson() {
        write([&](store::Tx& tx) {  // a key for each record, as customers have
            for (const auto person : {ada, bo})
                (void)house->vault.seal(tx, PersonalText<Category::name>::of(person, "Ada"),
                                        {RetentionClass::customer, "person.name", person.value()});
        });
    }

    void write(const std::function<void(store::Tx&)>& work) {
        house->database.write(house.autojet(), [&](store::Tx& tx) -> Result<void> { return work(tx), Result<void>{}; });
    }
    // The reason of a refusal, or "".
    std::string reason(const std::function<Result<void>(store::Tx&)>& work) {
        const auto done = house->database.write(house.autojet(), work);
        return done ? "" : done.error().reason;
    }
    // The reason why a warrant for everybody is refused, or "".
    template <Purpose P>
    std::string asked(std::vector<PersonId> persons) {
        policy::Openings openings;
        const auto actor = Actor::staff(PersonId{9}, every_purpose);
        const auto why = house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<P>(tx, actor, persons, openings);
            return warrant ? std::string() : warrant.error().reason;
        });
        house->ledger.settle(house.autojet(), actor, openings);
        return why;
    }
    std::string decide(Aim aim, Balance decision) {
        return reason([&](store::Tx& tx) {
            return decide_objection(tx, house->vault, ada, aim, decision,
                                    PersonalText<Category::message>::collected("Counting washes is needed to plan."));
        });
    }
    Standing standing() {
        return house.read([&](store::Tx& tx) { return standing_of(tx, house->vault, ada); });
    }

    HouseForTests house;
};

TEST_F(StandingOfAPerson, R5_a_restricted_record_opens_for_rights_and_the_law_alone) {
    write([](store::Tx& tx) { restrict_use(tx, ada, Ground::accuracy); });
    EXPECT_EQ(asked<Purpose::appointment>({ada}), "restricted");
    EXPECT_EQ(asked<Purpose::contact>({ada}), "restricted");
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "restricted");
    EXPECT_EQ(asked<Purpose::rights>({ada}), "");
    EXPECT_EQ(asked<Purpose::legal_duty>({ada}), "");
    EXPECT_EQ(asked<Purpose::appointment>({bo}), "");
}

TEST_F(StandingOfAPerson, R5_a_restricted_record_among_others_is_only_left_out) {
    write([](store::Tx& tx) { restrict_use(tx, ada, Ground::accuracy); });
    policy::Openings openings;
    house.read([&](store::Tx& tx) {
        const auto warrant =
            house->gate.warrant<Purpose::contact>(tx, Actor::staff(PersonId{9}, every_purpose), {ada, bo}, openings);
        EXPECT_TRUE(warrant && warrant->covers(bo, Category::name));
        EXPECT_FALSE(warrant && warrant->covers(ada, Category::name));
        return 0;
    });
}

TEST_F(StandingOfAPerson, duty_2_a_read_that_is_denied_is_in_the_ledger) {
    write([](store::Tx& tx) { restrict_use(tx, ada, Ground::claim); });
    EXPECT_EQ(asked<Purpose::contact>({ada}), "restricted");
    EXPECT_EQ(house.ledger(),
              std::vector<std::string>{"staff:9 refused contact: name, contact, vehicle, appointment, message"});
}

TEST_F(StandingOfAPerson, duty_31_can_be_restricted_on_each_of_the_four_grounds) {
    for (const auto ground : all_grounds) {
        write([&](store::Tx& tx) { restrict_use(tx, ada, ground); });
        EXPECT_EQ(ground_from_code(code(ground)), ground);
        EXPECT_FALSE(label(ground).empty());
        house.clock.advance(std::chrono::hours{1});
    }
    const auto restrictions = standing().restrictions;
    ASSERT_EQ(restrictions.size(), 4u);
    for (std::size_t n = 0; n < 4; ++n) {
        EXPECT_EQ(restrictions[n].ground, all_grounds[n]);
        EXPECT_EQ(restrictions[n].since, tests::monday_morning + std::chrono::hours{n});
    }
    EXPECT_FALSE(ground_from_code("whim"));
}

TEST_F(StandingOfAPerson, duty_32_a_restricted_record_may_not_be_changed) {
    EXPECT_EQ(reason([](store::Tx& tx) { return may_change(tx, ada); }), "");
    write([](store::Tx& tx) { restrict_use(tx, ada, Ground::unlawful); });
    EXPECT_EQ(reason([](store::Tx& tx) { return may_change(tx, ada); }), "restricted");
    EXPECT_EQ(reason([](store::Tx& tx) { return may_change(tx, bo); }), "");
}

TEST_F(StandingOfAPerson, duty_33_a_restriction_is_lifted_after_the_announced_moment_and_not_before) {
    const auto lifted = [&] { return reason([](store::Tx& tx) { return lift(tx, ada, Ground::claim); }); };
    EXPECT_EQ(lifted(), "not_restricted");
    write([](store::Tx& tx) { restrict_use(tx, ada, Ground::claim); });
    EXPECT_EQ(lifted(), "not_announced");
    const auto announce = [&](std::chrono::seconds ahead) {
        return reason([&](store::Tx& tx) { return announce_lifting(tx, ada, Ground::claim, tx.now() + ahead); });
    };
    EXPECT_EQ(announce(days{1} - std::chrono::seconds{1}), "too_soon");
    EXPECT_EQ(announce(days{3}), "");
    EXPECT_EQ(lifted(), "too_soon");
    EXPECT_EQ(standing().restrictions.at(0).lifting, house.clock.now() + days{3});
    house.clock.advance(days{3} - std::chrono::seconds{1});
    EXPECT_EQ(lifted(), "too_soon");
    house.clock.advance(std::chrono::seconds{1});
    EXPECT_EQ(lifted(), "");
    EXPECT_FALSE(standing().is_restricted());
    EXPECT_EQ(asked<Purpose::appointment>({ada}), "");
}

TEST_F(StandingOfAPerson, duty_33_asking_for_it_again_calls_the_announced_lifting_off) {
    write([](store::Tx& tx) {
        restrict_use(tx, ada, Ground::claim);
        EXPECT_TRUE(announce_lifting(tx, ada, Ground::claim, tx.now() + days{2}));
        restrict_use(tx, ada, Ground::claim);
    });
    house.clock.advance(days{3});
    EXPECT_EQ(reason([](store::Tx& tx) { return lift(tx, ada, Ground::claim); }), "not_announced");
}

TEST_F(StandingOfAPerson, stays_restricted_until_the_last_ground_is_lifted) {
    write([](store::Tx& tx) {
        restrict_use(tx, ada, Ground::claim);
        restrict_use(tx, ada, Ground::accuracy);
        EXPECT_TRUE(announce_lifting(tx, ada, Ground::claim, tx.now() + days{1}));
    });
    house.clock.advance(days{1});
    EXPECT_EQ(reason([](store::Tx& tx) { return lift(tx, ada, Ground::claim); }), "");
    EXPECT_EQ(asked<Purpose::contact>({ada}), "restricted");
}

TEST_F(StandingOfAPerson, R4_duty_36_an_objection_stops_policy_P4_at_once_and_while_it_is_balanced) {
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "");
    write([](store::Tx& tx) { object(tx, ada, Aim::improvement); });
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "objected");
    EXPECT_EQ(asked<Purpose::appointment>({ada}), "") << "the appointment goes on";
    EXPECT_EQ(decide(Aim::improvement, Balance::upheld), "");
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "objected");
}

TEST_F(StandingOfAPerson, R4_the_balancing_is_recorded_with_its_reasons) {
    EXPECT_EQ(decide(Aim::improvement, Balance::overridden), "no_objection");
    write([](store::Tx& tx) { object(tx, ada, Aim::improvement); });
    house.clock.advance(days{2});
    EXPECT_EQ(decide(Aim::improvement, Balance::open), "already_decided");
    EXPECT_EQ(decide(Aim::improvement, Balance::overridden), "");
    EXPECT_EQ(decide(Aim::improvement, Balance::upheld), "already_decided");
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "");

    const auto objection = standing().objections.at(0);
    EXPECT_EQ(objection.since, tests::monday_morning);
    EXPECT_EQ(objection.decided, tests::monday_morning + days{2});
    EXPECT_FALSE(objection.stands());
    ASSERT_TRUE(objection.reasons);
    policy::Openings openings;
    house.read([&](store::Tx& tx) {
        const auto warrant =
            house->gate.warrant<Purpose::rights>(tx, Actor::staff(PersonId{9}, every_purpose), {ada}, openings);
        EXPECT_EQ(objection.reasons->open(*warrant), "Counting washes is needed to plan.");
        return 0;
    });
    EXPECT_FALSE(house.is_on_disk("Counting washes"));
}

TEST_F(StandingOfAPerson, R4_who_was_overridden_may_object_again) {
    write([](store::Tx& tx) { object(tx, ada, Aim::improvement); });
    EXPECT_EQ(decide(Aim::improvement, Balance::overridden), "");
    write([](store::Tx& tx) { object(tx, ada, Aim::improvement); });
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "objected");
    write([](store::Tx& tx) { take_back_objection(tx, ada, Aim::improvement); });
    EXPECT_EQ(asked<Purpose::improvement>({ada}), "");
}

TEST_F(StandingOfAPerson, duty_37_an_objection_to_marketing_is_absolute) {
    write([](store::Tx& tx) { object(tx, ada, Aim::marketing); });
    EXPECT_TRUE(house.read([](store::Tx& tx) { return objects(tx, ada, Aim::marketing); }));
    EXPECT_EQ(decide(Aim::marketing, Balance::overridden), "absolute");
    EXPECT_TRUE(house.read([](store::Tx& tx) { return objects(tx, ada, Aim::marketing); }));
    EXPECT_EQ(standing().objections.at(0).balance, Balance::upheld);
}

TEST_F(StandingOfAPerson, belongs_to_one_shop_and_goes_with_the_record) {
    write([](store::Tx& tx) {
        restrict_use(tx, ada, Ground::claim);
        object(tx, ada, Aim::improvement);
    });
    EXPECT_FALSE(house->database.read(house.other_shop(), [](store::Tx& tx) { return is_restricted(tx, ada); }));
    write([](store::Tx& tx) { forget_standing(tx, ada); });
    EXPECT_EQ(house.number("SELECT (SELECT COUNT(*) FROM restriction WHERE shop = $1) + (SELECT COUNT(*) FROM "
                           "objection WHERE shop = $1)"),
              0);
}

}  // namespace
}  // namespace autojet::privacy
