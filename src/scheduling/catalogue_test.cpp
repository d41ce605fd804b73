#include "scheduling/catalogue.hpp"

#include <gtest/gtest.h>

#include "scheduling/rules.hpp"
#include "tests/support/house_for_tests.hpp"

namespace autojet::scheduling {
namespace {

using namespace std::chrono;
using tests::HouseForTests;

Service wash(std::string id = "hand-wash") {
    return {.id = std::move(id),
            .needs = BayKind::care,
            .icon = "wash",
            .name_nl = "Handwas",
            .name_en = "Hand wash",
            .about_nl = "Met de hand.",
            .about_en = "By hand.",
            .offers = {{VehicleSize::small, 45min, Money::of_cents(3500)},
                       {VehicleSize::van, 90min, Money::of_cents(6500)}}};
}

class ServicesOfShop : public ::testing::Test {
protected:
    void add(const Service& service) {
        (void)house.write([&](store::Tx& tx) -> Result<void> { return add_service(tx, service), Result<void>{}; });
    }
    Catalogue catalogue(ShopId shop = ShopId{1}) {
        return house->database.read(shop, [](store::Tx& tx) { return load_catalogue(tx); });
    }

    HouseForTests house;
};

TEST_F(ServicesOfShop, come_back_in_the_order_in_which_they_were_added) {
    for (const auto* id : {"polish", "hand-wash", "airco"}) add(wash(id));
    std::vector<std::string> ids;
    for (const auto& service : catalogue()) ids.push_back(service.id);
    EXPECT_EQ(ids, (std::vector<std::string>{"polish", "hand-wash", "airco"}));
    EXPECT_TRUE(catalogue(house.other_shop()).empty());
}

TEST_F(ServicesOfShop, come_back_as_they_were) {
    add(wash());
    const auto services = catalogue();
    const auto* service = find_service(services, "hand-wash");
    ASSERT_NE(service, nullptr);
    EXPECT_EQ(service->name(Language::nl), "Handwas");
    EXPECT_EQ(service->about(Language::en), "By hand.");
    EXPECT_EQ(service->needs, BayKind::care);
    ASSERT_NE(service->find_offer(VehicleSize::van), nullptr);
    EXPECT_EQ(service->find_offer(VehicleSize::van)->duration, 90min);
    EXPECT_EQ(service->find_offer(VehicleSize::van)->price, Money::of_cents(6500));
    EXPECT_EQ(service->find_offer(VehicleSize::large), nullptr) << "not for every size";
    EXPECT_EQ(find_service(services, "Hand-Wash"), nullptr);
}

TEST_F(ServicesOfShop, take_multiples_of_five_minutes) {
    for (const auto duration : {0min, -5min, 7min, 44min}) {
        auto service = wash();
        service.offers.front().duration = duration;
        EXPECT_THROW(add(service), Broken);
        EXPECT_TRUE(catalogue().empty());
    }
}

TEST(VehicleSizes, have_words_that_lead_back_to_them) {
    for (const auto size : all_sizes) {
        EXPECT_EQ(size_from_code(code(size)), size);
        EXPECT_FALSE(label(size).empty());
        EXPECT_FALSE(examples(size).empty());
    }
    EXPECT_EQ(size_from_code(""), std::nullopt);
    EXPECT_EQ(size_from_code("SMALL"), std::nullopt);
    EXPECT_EQ(bay_kind_from_code("lift"), BayKind::lift);
    EXPECT_EQ(bay_kind_from_code("garage"), std::nullopt);
}

TEST_F(ServicesOfShop, and_hours_are_read_again_when_they_have_changed) {
    Timetables timetables(house->database, [&](ShopId shop) { return house->shops.zone(shop); });
    EXPECT_TRUE(timetables.of(house.autojet())->catalogue.empty());
    const auto kept = timetables.of(house.autojet());
    EXPECT_EQ(timetables.of(house.autojet()), kept) << "not read twice";

    add(wash());
    EXPECT_EQ(timetables.of(house.autojet())->catalogue.size(), 1u);
    EXPECT_TRUE(kept->catalogue.empty()) << "who works with the old one keeps it";
    EXPECT_TRUE(timetables.of(house.other_shop())->catalogue.empty());
}

TEST_F(ServicesOfShop, that_changed_are_not_hidden_by_whoever_still_reads_an_older_moment) {
    Timetables timetables(house->database, [&](ShopId shop) { return house->shops.zone(shop); });
    house.read([&](store::Tx& tx) {
        EXPECT_TRUE(load_catalogue(tx).empty());
        add(wash());
        return timetables.of(tx);
    });
    EXPECT_EQ(timetables.of(house.autojet())->catalogue.size(), 1u);
}

TEST_F(ServicesOfShop, and_rules_come_back_as_they_were) {
    const CivilDate christmas{year{2026} / 12 / 24};
    const auto rules = house
                           .write([&](store::Tx& tx) -> Result<Rules> {
                               set_booking_rules(tx, {.notice = 30min,
                                                      .horizon_days = 90,
                                                      .step = 15min,
                                                      .on_holidays = true,
                                                      .confirmation = Confirmation::at_once});
                               add_opening(tx, {Sunday, 22h, 2h});
                               add_closure(tx, {christmas, add_days(christmas, 7)});
                               add_resource(tx, BayKind::lift, "Lift");
                               return load_rules(tx, house->shops.zone(tx.shop()));
                           })
                           .value();
    EXPECT_EQ(rules.booking.notice, 30min);
    EXPECT_EQ(rules.booking.horizon_days, 90);
    EXPECT_EQ(rules.booking.step, 15min);
    EXPECT_TRUE(rules.booking.on_holidays);
    EXPECT_EQ(rules.booking.confirmation, Confirmation::at_once);
    EXPECT_EQ(rules.openings.front().day, Sunday) << "ISO counts it as seven";
    EXPECT_EQ(rules.openings.front().closes, 2h);
    EXPECT_EQ(rules.closures.front().last, add_days(christmas, 7));
    EXPECT_EQ(rules.resources.front().name, "Lift");
}

}  // namespace
}  // namespace autojet::scheduling
