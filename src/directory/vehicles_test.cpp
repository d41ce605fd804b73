#include "directory/vehicles.hpp"

#include "directory/desk_for_tests.hpp"

namespace autojet::directory {
namespace {

class Vehicles : public DirectoryDesk {
protected:
    static std::string path(const Booking& booking) {
        return "/desk/vehicles/" + std::to_string(booking.person.value());
    }
    tests::Answer hand_over(const Booking& booking, std::string since) {
        return dee_there.post(path(booking) + "/handover", {{"since", std::move(since)}});
    }

    const Booking hers = of("Ada Lovelace", "06 12345678", "ada@customers.example", "VXJ-99-N");
    const Booking his = of("Bo Babbage", "06 87654321", "bo@customers.example", "VXJ-99-N");
};

TEST_F(Vehicles, duty_49_show_one_owner_nothing_of_the_other) {
    const auto old_page = dee_there.get(path(hers)), new_page = dee_there.get(path(his));
    EXPECT_TRUE(old_page.shows(hers.reference) && new_page.shows(his.reference));
    for (const auto* data : {"Babbage", "87654321", "bo@"}) EXPECT_FALSE(old_page.shows(data)) << data;
    EXPECT_FALSE(old_page.shows(his.reference));
    for (const auto* data : {"Lovelace", "12345678", "ada@"}) EXPECT_FALSE(new_page.shows(data)) << data;
    EXPECT_FALSE(new_page.shows(hers.reference));
}

TEST_F(Vehicles, that_somebody_else_booked_with_later_are_asked_about) {
    EXPECT_TRUE(dee_there.get(path(hers)).shows("Somebody else has booked with this plate"));
    EXPECT_FALSE(dee_there.get(path(his)).shows("Somebody else has booked"));
    EXPECT_TRUE(dee_there.get(customer_url(hers.person)).shows("Another owner?"));
    EXPECT_EQ(hand_over(hers, "2026-11-20").status, 303);
    EXPECT_TRUE(dee_there.get(path(hers)).shows("has another owner since"));
    EXPECT_TRUE(dee_there.get(customer_url(hers.person)).shows("Another owner since"));
    EXPECT_EQ(dee_there.post(path(hers) + "/return").status, 303);
    EXPECT_FALSE(dee_there.get(path(hers)).shows("has another owner since"));
}

TEST_F(Vehicles, that_change_hands_take_along_what_was_booked_since) {
    ASSERT_TRUE(link(hers, his));  // by mistake
    EXPECT_TRUE(dee_there.get(path(hers)).shows(his.reference));
    house.clock.set(his.span.start + std::chrono::days{2});
    EXPECT_EQ(hand_over(hers, "2026-11-24").status, 303);
    const auto page = dee_there.get(path(hers));
    EXPECT_FALSE(page.shows(his.reference));
    EXPECT_FALSE(dee_there.get(customer_url(hers.person)).shows("Babbage"));
    EXPECT_FALSE(dee_there.get(path(his)).shows("Lovelace"));
}

TEST_F(Vehicles, are_handed_over_on_a_day_that_has_come) {
    for (const auto& since : {std::string(), std::string("soon"), std::string("2026-12-24")}) {
        const auto page = hand_over(hers, since);
        EXPECT_EQ(page.status, 422) << since;
        EXPECT_TRUE(page.shows("since-error"));
    }
    EXPECT_EQ(dee_there.post("/desk/vehicles/1/handover", {{"since", "2026-11-20"}}).status, 404);
}

TEST_F(Vehicles, duty_24_say_in_a_copy_that_they_left_and_go_with_their_person) {
    ASSERT_EQ(hand_over(hers, "2026-11-20").status, 303);
    const auto holder = vehicles_holder(*house);
    const auto described = house.read([&](store::Tx& tx) {
        policy::Openings openings;
        const auto warrant =
            house->gate.warrant<policy::Purpose::rights>(tx, Actor::person(hers.person), {hers.person}, openings);
        return holder.describe(tx, hers.person, *warrant);
    });
    ASSERT_EQ(described.size(), 1U);
    EXPECT_EQ(described.front().values.front().field, "vehicle_left.since");
    const auto count = [&] { return house.number("SELECT COUNT(*) FROM vehicle_left WHERE shop = $1"); };
    EXPECT_EQ(count(), 1);
    house.write([&](store::Tx& tx) -> Result<void> {
        customers::erase(tx, house->vault, hers.person);
        forget_vehicles_of_nobody(tx);
        return {};
    });
    EXPECT_EQ(count(), 0);
}

}  // namespace
}  // namespace autojet::directory
