#include "privacy/gate.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <barrier>
#include <cstdlib>
#include <thread>

#include "base/result_for_tests.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::privacy {
namespace {

using tests::HouseForTests;

constexpr PersonId ada{7};
constexpr PersonId bo{8};
constexpr PersonId dee{9};

class GateInHouse : public ::testing::Test {
protected:
    // "" when a warrant was made, else the reason; what was refused goes to the ledger, as after a request.
    std::string asked(const Actor& actor, std::vector<PersonId> persons) {
        return asked<Purpose::appointment>(actor, std::move(persons));
    }
    template <policy::Purpose P>
    std::string asked(const Actor& actor, std::vector<PersonId> persons) {
        policy::Openings openings;
        const auto reason = house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<P>(tx, actor, std::move(persons), openings);
            return warrant ? std::string() : warrant.error().reason;
        });
        house->ledger.settle(house.autojet(), actor, openings);
        return reason;
    }

    HouseForTests house;
};

TEST_F(GateInHouse, lets_no_stranger_through_and_writes_that_down) {
    EXPECT_EQ(asked<Purpose::contact>(Actor::stranger(), {ada}), "no_warrant");
    EXPECT_EQ(house.ledger(),
              std::vector<std::string>{"stranger refused contact: name, contact, vehicle, appointment, message"});
}

TEST_F(GateInHouse, lets_a_person_through_to_their_own_record_alone) {
    EXPECT_EQ(asked(Actor::person(ada), {ada}), "");
    EXPECT_EQ(house.ledger(), std::vector<std::string>{}) << "a warrant opens nothing by itself";
    EXPECT_EQ(asked(Actor::person(ada), {bo}), "no_warrant");
    EXPECT_EQ(asked(Actor::person(ada), {ada, bo}), "no_warrant");
    EXPECT_EQ(house.ledger().size(), 2u);
}

// The number of an account is never mistaken for the number of a customer.
TEST_F(GateInHouse, lets_staff_and_jobs_through) {
    EXPECT_EQ(asked(Actor::staff(dee, every_purpose), {ada, bo}), "");
    EXPECT_EQ(asked(Actor::job("messages"), {ada}), "");
    EXPECT_EQ(asked(Actor::person(dee), {ada}), "no_warrant");
}

TEST_F(GateInHouse, lets_staff_through_for_the_purposes_of_their_role_alone_and_writes_down_the_rest) {
    const auto bo_at_work = Actor::staff(bo, set_of({Purpose::appointment, Purpose::improvement}));
    EXPECT_EQ(asked<Purpose::appointment>(bo_at_work, {ada}), "");
    EXPECT_EQ(asked<Purpose::improvement>(bo_at_work, {ada}), "");
    EXPECT_EQ(house.ledger(), std::vector<std::string>{});
    EXPECT_EQ(asked<Purpose::contact>(bo_at_work, {ada}), "no_warrant");
    EXPECT_EQ(house.ledger(),
              std::vector<std::string>{"staff:8 refused contact: name, contact, vehicle, appointment, message"});
    EXPECT_EQ(asked<Purpose::appointment>(Actor::staff(bo, {}), {ada}), "no_warrant");
    EXPECT_EQ(asked<Purpose::legal_duty>(Actor::staff(dee, every_purpose), {ada}), "");
}

TEST_F(GateInHouse, names_actors_in_the_ledger_but_no_customer) {
    EXPECT_EQ(Actor::stranger().name_in_ledger(), "stranger");
    EXPECT_EQ(Actor::person(ada).name_in_ledger(), "person");
    EXPECT_EQ(Actor::staff(dee, every_purpose).name_in_ledger(), "staff:9");
    EXPECT_EQ(Actor::job("messages").name_in_ledger(), "job:messages");
}

TEST_F(GateInHouse, makes_warrants_for_these_persons_and_what_the_purpose_opens) {
    policy::Openings openings;
    house.read([&](store::Tx& tx) {
        const auto warrant =
            house->gate.warrant<Purpose::improvement>(tx, Actor::staff(dee, every_purpose), {ada}, openings).value();
        EXPECT_TRUE(warrant.covers(ada, Category::appointment));
        EXPECT_FALSE(warrant.covers(ada, Category::name));
        EXPECT_FALSE(warrant.covers(bo, Category::appointment));
        EXPECT_FALSE(warrant.covers(PersonId{}, Category::appointment));
        return 0;
    });
}

TEST_F(GateInHouse, does_not_open_what_only_a_prepared_clause_allows) {
    policy::Openings openings;
    house.read([&](store::Tx& tx) {
        const auto warrant =
            house->gate.warrant<Purpose::appointment>(tx, Actor::staff(dee, every_purpose), {ada}, openings).value();
        EXPECT_FALSE(warrant.covers(ada, Category::photo));
        EXPECT_EQ(
            reason_of(house->gate.warrant<Purpose::reminder>(tx, Actor::staff(dee, every_purpose), {ada}, openings)),
            "no_warrant");
        return 0;
    });
}

// Each holds a connection while it asks, and nobody has asked before: the shop's version has to be read first. In a
// process of its own, so that a house that hangs fails the test and does not stop the others.
TEST(GateOnAColdStart, can_be_asked_by_as_many_readers_as_there_are) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const auto ask_all_at_once = [] {
        constexpr int readers = 4;
        ::alarm(10);
        HouseForTests house;
        std::barrier all_hold_a_connection(readers);
        std::vector<std::jthread> threads;
        for (int n = 0; n < readers; ++n)
            threads.emplace_back([&] {
                policy::Openings openings;
                house.read([&](store::Tx& tx) {
                    all_hold_a_connection.arrive_and_wait();
                    return house->gate
                        .warrant<Purpose::appointment>(tx, Actor::staff(dee, every_purpose), {ada}, openings)
                        .has_value();
                });
            });
        threads.clear();
        std::exit(0);
    };
    EXPECT_EXIT(ask_all_at_once(), ::testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace autojet::privacy
