#include "policy/published.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "policy/texts_for_tests.hpp"

namespace autojet::policy {
namespace {

static_assert(permits(Purpose::contact, Category::contact));
static_assert(permits(Purpose::reminder, Category::contact), "the ceiling knows what is prepared");
static_assert(!permits(Purpose::improvement, Category::name), "policy P4 needs no names");
static_assert(!permits(Purpose::legal_duty, Category::message), "policy P3 needs no messages");
static_assert(!permits(Purpose::appointment, Category::staff));
static_assert(find_category("D2") == Category::contact && find_category("contact") == Category::contact);
static_assert(!find_category("D9"));
static_assert(promise_of(Category::staff) == "staff" && promise_of(Purpose::improvement) == "P4");
static_assert(all_cookies.size() == 3 && rule_of(Cookie::desk).name == "autojet_desk" &&
              rule_of(Cookie::form).life_days == 0);
static_assert(period_of(RetentionClass::unfinished) == Period{1, Unit::hours, After::start});

class PublishedVersion : public testing::Test {
protected:
    Model baseline() const { return parse(disk.texts.published.at("2026-06-24.toml")).value(); }

    TextsOnDisk disk;
};

TEST_F(PublishedVersion, allows_what_both_it_and_the_program_allow) {
    const Published published{baseline()};
    EXPECT_EQ(published.version(), "2026-06-24");
    for (const auto purpose : all_purposes)
        for (const auto category : all_categories)
            if (published.allows(purpose, category)) {
                EXPECT_TRUE(permits(purpose, category));
            }
    EXPECT_TRUE(published.allows(Purpose::contact, Category::vehicle));
    EXPECT_TRUE(published.names(Recipient::authority));
}

TEST_F(PublishedVersion, keeps_shut_what_is_only_prepared) {
    for (const Published& published : {Published{baseline()}, Published{disk.model()}}) {
        EXPECT_FALSE(published.allows(Purpose::reminder, Category::contact));
        EXPECT_FALSE(published.allows(Purpose::appointment, Category::photo));
        EXPECT_FALSE(published.names(Recipient::vehicle_register));
        EXPECT_FALSE(published.has(Clause::whatsapp_first));
    }
}

TEST_F(PublishedVersion, opens_a_prepared_clause_when_the_shop_publishes_it) {
    Model version = disk.model();
    for (auto& purpose : version.purposes) purpose.prepared = false;
    for (auto& clause : version.clauses) clause.prepared = clause.name != "reminder";
    const Published published{version};
    EXPECT_TRUE(published.has(Clause::reminder));
    EXPECT_TRUE(published.allows(Purpose::reminder, Category::contact));
    EXPECT_FALSE(published.has(Clause::photos));
}

TEST_F(PublishedVersion, never_widens_the_ceiling_whatever_it_says) {
    Model version = baseline();
    for (auto& purpose : version.purposes) purpose.opens = {"name", "contact", "staff", "shoe_size"};
    for (auto& row : version.classes)
        if (row.period) row.period->count *= 10;
    const Published published{version};
    EXPECT_FALSE(published.allows(Purpose::improvement, Category::name));
    EXPECT_FALSE(published.allows(Purpose::contact, Category::staff));
    for (const auto retention : all_retention_classes) EXPECT_EQ(published.period(retention), period_of(retention));
}

TEST_F(PublishedVersion, may_keep_shorter_than_the_ceiling) {
    Model version = baseline();
    for (auto& row : version.classes)
        if (row.name == "customer") row.period->count = 12;
    EXPECT_EQ(Published{version}.period(RetentionClass::customer), (Period{12, Unit::months, After::last_appointment}));
    EXPECT_EQ(Published{version}.period(RetentionClass::none), std::nullopt);
}

TEST_F(PublishedVersion, the_model_and_the_table_of_the_compiler_agree) {
    const auto model = disk.model();
    for (const auto& purpose : model.purposes)
        for (const auto& category : model.categories) {
            const bool opens =
                std::find(purpose.opens.begin(), purpose.opens.end(), category.name) != purpose.opens.end();
            EXPECT_EQ(permits(find_purpose(purpose.name).value(), find_category(category.name).value()), opens);
        }
}

}  // namespace
}  // namespace autojet::policy
