#include "settings/departures.hpp"

#include <gtest/gtest.h>

#include "settings/kinds.hpp"
#include "staff/accounts.hpp"
#include "staff/workforce.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::settings {
namespace {

class Departures : public ::testing::Test {
protected:
    PersonId add(const std::string& address, staff::Role role) {
        const auto email = EmailAddress::parse(address).value();
        return house
            .write([&](store::Tx& tx) -> Result<PersonId> {
                const auto link = staff::add(tx, house->vault, {"Bo", email, role, Language::en});
                if (!link) return tl::unexpected(link.error());
                const auto account = staff::find_by_email(tx, house->vault, email).value();
                staff::set_password(tx, account, "a hash");
                return account;
            })
            .value();
    }
    void plan(PersonId account, CivilDate last_day) {
        ASSERT_TRUE(house.write([&](store::Tx& tx) -> Result<void> {
            plan_departure(tx, account, last_day);
            return {};
        }));
    }
    bool works_here(PersonId account) {
        return house.read([&](store::Tx& tx) { return !staff::find_member(tx, account)->departed; });
    }

    const CivilDate today{std::chrono::year{2026} / 11 / 23};
    tests::HouseForTests house;
    PersonId dee = add("dee@autojet.test", staff::Role::owner);
    PersonId bo = add("bo@autojet.test", staff::Role::mechanic);
};

TEST_F(Departures, an_account_is_closed_when_the_last_day_is_over_and_not_before) {
    const auto token = house.write([&](store::Tx& tx) -> Result<std::string> { return staff::open_session(tx, bo); });
    const auto signed_in = [&] {
        const auto published = house->policies.of(house.autojet())->published;
        return house.read([&](store::Tx& tx) { return staff::find_session(tx, *token, published).has_value(); });
    };
    plan(bo, today);
    close_departed(*house, house.autojet());
    EXPECT_TRUE(works_here(bo));
    EXPECT_TRUE(signed_in());
    house.clock.advance(std::chrono::days{1});
    close_departed(*house, house.autojet());
    EXPECT_FALSE(works_here(bo));
    EXPECT_FALSE(signed_in());
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM planned_departure WHERE shop = $1"), 0);
    const auto entry = house.read([](store::Tx& tx) { return newest_changes(tx, std::nullopt, "staff", 1); }).at(0);
    EXPECT_EQ(value_in(*entry.after, "account"), "closed");
}

TEST_F(Departures, the_last_owner_stays_whatever_was_planned) {
    plan(dee, today);
    house.clock.advance(std::chrono::days{1});
    close_departed(*house, house.autojet());
    EXPECT_TRUE(works_here(dee));
}

TEST_F(Departures, the_last_owner_keeps_the_role_and_a_closed_account_stays_closed) {
    const auto settings = all_settings();
    const auto set = [&](PersonId account, const std::string& name, const std::string& value) {
        return house.write([&](store::Tx& tx) -> Result<ChangeId> {
            const Thing thing{"staff", std::to_string(account.value())};
            auto wanted = settings.kind("staff").load(tx, thing.key).value();
            wanted[name] = value;
            return settings.change(tx, thing, wanted, dee, newest_of(tx, thing));
        });
    };
    EXPECT_EQ(set(dee, "role", "desk").error().reason, "last_owner");
    EXPECT_EQ(set(dee, "leaves", "2026-12-31").error().reason, "last_owner");
    const auto promoted = set(bo, "role", "owner").value();
    EXPECT_TRUE(set(dee, "role", "desk"));
    const auto back = house.write([&](store::Tx& tx) { return settings.undo(tx, promoted, dee); });
    EXPECT_EQ(back.error().reason, "last_owner") << "an undo obeys the same rules";
    plan(bo, today);
}

}  // namespace
}  // namespace autojet::settings
