#include "privacy/versions.hpp"
#include "tests/support/policy_for_tests.hpp"
#include "workshop/orders_hand_over.hpp"
#include "workshop/orders_holder.hpp"
#include "workshop/workshop_for_tests.hpp"

namespace autojet::workshop {
namespace {

class IntakeOfAVehicle : public WorkshopTest {
protected:
    void publish_clauses() {
        ASSERT_TRUE(house.write([&](store::Tx& tx) {
            return privacy::publish(
                tx, tests::policy_with("2026-11-20", {"category condition", "category photo", "category signature",
                                                      "clause condition", "clause photos", "clause signature"}));
        }));
    }
    Result<void> note(const WorkOrder& order, const Noted& noted, std::int64_t seen = 0,
                      const Actor& who = Actor::staff(PersonId{9}, privacy::every_purpose)) {
        return house.write([&](store::Tx& tx) { return note_intake(tx, *house, order.id, noted, seen, who); });
    }
    Noted noted(const WorkOrder& order) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto intake = load_intake(tx, house->vault, order).value();
            const auto warrant = house->gate.warrant<policy::Purpose::appointment>(tx, dee, {order.person}, openings);
            return workshop::opened(intake, *warrant);
        });
    }
    Result<MarkId> scratch(const WorkOrder& order, int x = 40) {
        return house.write([&](store::Tx& tx) {
            return add_mark(tx, *house, order.id, {x, 75, Damage::scratch, "by the light"}, dee);
        });
    }
    Result<void> keep_photo(const WorkOrder& order) {
        const std::vector<Photo> photos{{"\xFF\xD8 image", "\xFF\xD8 small", 4, 3}};
        return house.write(
            [&](store::Tx& tx) { return keep_photos(tx, *house, order.id, PhotoMoment::intake, photos, dee); });
    }
    Result<void> sign(const WorkOrder& order) {
        return house.write([&](store::Tx& tx) { return keep_signature(tx, *house, order.id, "PNG of a name", dee); });
    }
    static Noted reading(std::int64_t kilometres) {
        return {.odometer = kilometres, .fuel = 3, .keys = 2, .accessories = "Wheel lock", .signed_on_paper = false};
    }
};

TEST_F(IntakeOfAVehicle, D0_keys_and_what_is_handed_over_are_the_customer_s_to_give) {
    const auto order = walk_in();
    ASSERT_TRUE(note(order, {.odometer = {}, .fuel = {}, .keys = 2, .accessories = "Wheel lock"}));
    EXPECT_EQ(noted(order).keys, 2);
    EXPECT_EQ(noted(order).accessories, "Wheel lock");
}

TEST_F(IntakeOfAVehicle, D0_condition_is_not_noted_before_the_shop_has_published_that_it_does) {
    const auto order = walk_in();
    EXPECT_EQ(reason_of(note(order, reading(120'000))), "not_published");
    EXPECT_EQ(reason_of(scratch(order)), "not_published");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM work_order_intake WHERE shop = $1"), 0);
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM work_order_mark WHERE shop = $1"), 0);
    publish_clauses();
    const auto later = walk_in("VX-JJ-99");
    EXPECT_TRUE(note(later, reading(120'000)));
    EXPECT_TRUE(scratch(later));
    EXPECT_EQ(noted(later).odometer, 120'000);
}

TEST_F(IntakeOfAVehicle, D0_no_photo_is_kept_before_the_shop_has_published_that_it_takes_them) {
    const auto order = walk_in();
    EXPECT_EQ(reason_of(keep_photo(order)), "not_published");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM work_order_photo WHERE shop = $1"), 0);
    publish_clauses();
    EXPECT_TRUE(keep_photo(walk_in("VX-JJ-99")));
}

TEST_F(IntakeOfAVehicle, D0_no_signature_is_kept_before_the_shop_has_published_that_it_asks_for_one) {
    const auto order = walk_in();
    EXPECT_EQ(reason_of(sign(order)), "not_published");
    EXPECT_EQ(house.number("SELECT COUNT(*) FROM work_order_signature WHERE shop = $1"), 0);
    publish_clauses();
    EXPECT_TRUE(sign(walk_in("VX-JJ-99")));
}

TEST_F(IntakeOfAVehicle, V1_who_was_not_told_of_the_sentence_is_spared_it) {
    const auto order = walk_in();
    publish_clauses();
    EXPECT_EQ(reason_of(note(order, reading(120'000))), "not_told");
    EXPECT_EQ(reason_of(keep_photo(order)), "not_told");
    EXPECT_EQ(reason_of(sign(order)), "not_told");
}

TEST_F(IntakeOfAVehicle, of_the_same_plate_knows_the_highest_reading_before) {
    publish_clauses();
    const auto first = walk_in(), second = walk_in("54JGPV");
    ASSERT_TRUE(note(first, reading(120'000)));
    policy::Openings openings;
    const auto highest = house.read([&](store::Tx& tx) {
        const auto persons = records_of_vehicle(tx, house->vault, second.person);
        const auto warrant = house->gate.warrant<policy::Purpose::appointment>(tx, dee, persons, openings);
        return highest_reading(tx, house->vault, second, *warrant);
    });
    EXPECT_EQ(highest, 120'000);
}

TEST_F(IntakeOfAVehicle, written_by_two_at_once_keeps_what_the_first_wrote) {
    const auto order = walk_in();
    ASSERT_TRUE(note(order, {.odometer = {}, .fuel = {}, .keys = 1, .accessories = ""}));
    EXPECT_EQ(reason_of(note(order, {.odometer = {}, .fuel = {}, .keys = 3, .accessories = ""}, 0, bo)),
              changed_meanwhile);
    EXPECT_EQ(noted(order).keys, 1);
}

TEST_F(IntakeOfAVehicle, R1_a_copy_tells_what_was_noted_and_lists_the_photos) {
    publish_clauses();
    const auto order = walk_in();
    ASSERT_TRUE(note(order, reading(120'000)));
    ASSERT_TRUE(scratch(order));
    ASSERT_TRUE(keep_photo(order));
    ASSERT_TRUE(sign(order));
    policy::Openings openings;
    const auto records = house.read([&](store::Tx& tx) {
        const auto warrant = house->gate.warrant<policy::Purpose::rights>(tx, dee, {order.person}, openings);
        return orders_holder(*house).describe(tx, order.person, *warrant);
    });
    ASSERT_EQ(records.size(), 1U);
    std::map<std::string, std::string> told;
    for (const auto& value : records.front().values) told[value.field] = value.value;
    EXPECT_EQ(told["work_order.wanted"], "Brakes squeal");
    EXPECT_EQ(told["work_order_intake.odometer"], "120000");
    EXPECT_EQ(told["work_order_mark.content"], "scratch left-front-wing: by the light");
    EXPECT_TRUE(told.contains("work_order_photo.image"));
    EXPECT_TRUE(told.contains("work_order_signature.image"));
}

TEST_F(IntakeOfAVehicle, S5_for_the_law_there_is_the_work_and_neither_words_nor_state_nor_pictures) {
    publish_clauses();
    const auto order = walk_in();
    ASSERT_TRUE(note(order, reading(120'000)));
    ASSERT_TRUE(scratch(order));
    for (const auto* what : {"Brake pads", "Brake fluid"})
        ASSERT_TRUE(house.write([&](store::Tx& tx) {
            return add_line(tx, house->vault, order.id, {.description = what, .amounts = {}, .task = {}}, dee);
        }));
    const auto told = [&](const Scope& scope) {
        policy::Openings openings;
        return house.read([&](store::Tx& tx) {
            const auto warrant = house->gate.warrant<policy::Purpose::legal_duty>(tx, dee, {order.person}, openings);
            std::multimap<std::string, std::string> values;
            for (const auto& record : hand_over_of_orders (*house)(tx, order.person, *warrant, scope))
                for (const auto& value : record.values) values.emplace(value.field, value.value);
            return values;
        });
    };
    policy::Categories all;
    all.set();
    const auto values = told({.categories = all, .from = Instant{}, .until = Instant::max()});
    EXPECT_EQ(values.count("work_line.description"), 2U);
    EXPECT_EQ(values.count("work_order.state"), 1U);
    for (const auto& [field, value] : values) {
        EXPECT_EQ(value.find("squeal"), std::string::npos) << field;
        EXPECT_FALSE(field.starts_with("work_order_intake") || field.starts_with("work_order_mark")) << field;
    }
    policy::Categories appointments;
    appointments.set(static_cast<std::size_t>(Category::appointment));
    EXPECT_EQ(
        told({.categories = appointments, .from = Instant{}, .until = Instant::max()}).count("work_line.description"),
        0U)
        << "what was not asked for stays closed";
    EXPECT_TRUE(told({.categories = all, .from = Instant{}, .until = order.created}).empty());
}

TEST_F(IntakeOfAVehicle, R3_erasing_a_customer_takes_everything_of_their_orders) {
    publish_clauses();
    const auto order = walk_in();
    ASSERT_TRUE(note(order, reading(120'000)));
    ASSERT_TRUE(scratch(order));
    ASSERT_TRUE(keep_photo(order));
    ASSERT_TRUE(sign(order));
    const auto holder = orders_holder(*house);
    EXPECT_TRUE(house.read([&](store::Tx& tx) { return holder.knows(tx, order.person); }));
    house.write([&](store::Tx& tx) -> Result<void> {
        EXPECT_TRUE(holder.erase(tx, order.person).empty());
        return {};
    });
    EXPECT_FALSE(house.read([&](store::Tx& tx) { return holder.knows(tx, order.person); }));
    EXPECT_EQ(
        house.number("SELECT (SELECT COUNT(*) FROM work_order_photo WHERE shop = $1) + (SELECT COUNT(*) FROM "
                     "work_order_mark WHERE shop = $1) + (SELECT COUNT(*) FROM work_order_intake WHERE shop = $1) "
                     "+ (SELECT COUNT(*) FROM work_order_signature WHERE shop = $1)"),
        0);
}

TEST_F(IntakeOfAVehicle, D0_what_was_seen_and_drawn_is_not_readable_on_the_disk) {
    publish_clauses();
    const auto order = walk_in();
    ASSERT_TRUE(scratch(order));
    ASSERT_TRUE(sign(order));
    for (const auto* words : {"by the light", "PNG of a name"}) EXPECT_FALSE(house.is_on_disk(words)) << words;
}

}  // namespace
}  // namespace autojet::workshop
