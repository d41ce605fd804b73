#include "policy/draft.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "policy/difference.hpp"
#include "policy/texts_for_tests.hpp"
#include "policy/version.hpp"
#include "policy/write.hpp"

namespace autojet::policy {
namespace {

class Draft : public testing::Test {
protected:
    Model with(const Choices& choices) const { return compose(ceiling, baseline, choices); }
    Choices unchanged() const { return choices_of(ceiling, baseline); }
    Choices with_clause(const std::string& name) const {
        auto choices = unchanged();
        choices.clauses.insert(name);
        return choices;
    }
    std::vector<std::string> fields_objected(const Model& draft) const {
        std::vector<std::string> fields;
        for (const auto& objection : objections_to(ceiling, draft, disk.texts)) fields.push_back(objection.field);
        return fields;
    }
    static bool opens(const Model& model, const std::string& purpose, const std::string& category) {
        const auto* row = find(model.purposes, purpose);
        return row && std::find(row->opens.begin(), row->opens.end(), category) != row->opens.end();
    }

    TextsOnDisk disk;
    const Model ceiling = disk.model();
    const Model baseline = parse(disk.texts.published.at("2026-06-24.toml")).value();
};

TEST_F(Draft, begins_as_the_version_in_force) {
    EXPECT_TRUE(difference(in_force(baseline), with(unchanged())).empty());
    EXPECT_EQ(choices_of(ceiling, with(unchanged())), unchanged());
    EXPECT_TRUE(objections_to(ceiling, with(unchanged()), disk.texts).empty());
}

TEST_F(Draft, a_clause_brings_its_category_to_the_purposes_that_may_open_it) {
    const auto draft = with(with_clause("photos"));
    EXPECT_TRUE(find(draft.categories, "photo"));
    EXPECT_TRUE(opens(draft, "appointment", "photo"));
    EXPECT_FALSE(opens(draft, "contact", "photo"));
    EXPECT_TRUE(find(draft.clauses, "photos"));
    EXPECT_TRUE(objections_to(ceiling, draft, disk.texts).empty());
}

TEST_F(Draft, a_clause_brings_its_purpose_and_its_recipient) {
    const auto reminder = with(with_clause("reminder"));
    ASSERT_TRUE(find(reminder.purposes, "reminder"));
    EXPECT_TRUE(opens(reminder, "reminder", "contact"));
    EXPECT_TRUE(find(with(with_clause("vehicle_register")).recipients, "vehicle_register"));
    EXPECT_TRUE(objections_to(ceiling, reminder, disk.texts).empty());
}

TEST_F(Draft, a_clause_that_is_switched_off_takes_everything_with_it) {
    for (const auto& clause : ceiling.clauses) {
        const auto on = with(with_clause(clause.name));
        EXPECT_FALSE(difference(in_force(baseline), on).empty()) << clause.name;
        EXPECT_TRUE(difference(in_force(baseline), compose(ceiling, on, unchanged())).empty()) << clause.name;
    }
}

TEST_F(Draft, a_recipient_that_is_taken_out_keeps_its_promise_and_can_come_back) {
    auto choices = unchanged();
    choices.left_out.insert("whatsapp");
    const auto draft = with(choices);
    EXPECT_FALSE(find(draft.recipients, "whatsapp"));
    const auto changes = difference(in_force(baseline), draft);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes.front().effect, Effect::narrows);
    EXPECT_TRUE(objections_to(ceiling, draft, disk.texts).empty());
    EXPECT_EQ(choices_of(ceiling, draft), choices);
    EXPECT_TRUE(difference(in_force(baseline), compose(ceiling, draft, unchanged())).empty());
}

TEST_F(Draft, a_clause_whose_needs_are_taken_out_is_refused) {
    auto choices = with_clause("whatsapp_first");
    choices.left_out.insert("whatsapp");
    EXPECT_EQ(fields_objected(with(choices)), std::vector<std::string>{"clause_whatsapp_first"});
}

TEST_F(Draft, a_period_lies_between_one_and_the_ceiling) {
    auto choices = unchanged();
    for (const int count : {-1, 0, 25, 10000}) {
        choices.periods["customer"] = count;
        EXPECT_EQ(fields_objected(with(choices)), std::vector<std::string>{"period_customer"}) << count;
    }
    for (const int count : {1, 12, 24}) {
        choices.periods["customer"] = count;
        EXPECT_TRUE(fields_objected(with(choices)).empty()) << count;
    }
}

TEST_F(Draft, K3_the_accounts_stay_as_long_as_tax_law_asks) {
    auto choices = unchanged();
    for (const int years : {6, 8}) {
        choices.periods["accounts"] = years;
        EXPECT_EQ(fields_objected(with(choices)), std::vector<std::string>{"period_accounts"}) << years;
    }
}

TEST_F(Draft, own_words_must_still_make_every_promise) {
    auto texts = disk.texts;
    texts.prose["nl/how-long.md"] = "# Hoe lang\n\nKort. [K1] [K3]\n";
    texts.prose["en/who.md"] = "no title";
    texts.prose["en/changes.md"] = "# Changes\n\n{{shoe}} [V1] [V2]\n";
    std::vector<std::string> fields;
    for (const auto& objection : objections_to(ceiling, with(unchanged()), texts)) fields.push_back(objection.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"words_nl_how-long", "words_en_who", "words_en_changes"}));
}

TEST_F(Draft, wider_than_the_program_is_refused) {
    auto draft = with(unchanged());
    draft.purposes.front().basis = Basis::legitimate_interest;
    EXPECT_FALSE(objections_to(ceiling, draft, disk.texts).empty());
    draft = with(unchanged());
    draft.recipients.push_back({{"broker", "", {"S1"}, {"een handelaar", "a broker"}, false}, Role::controller});
    EXPECT_FALSE(objections_to(ceiling, draft, disk.texts).empty());
}

TEST_F(Draft, written_as_TOML_reads_back_as_the_same_model) {
    EXPECT_EQ(parse(to_toml(ceiling)).value(), ceiling);
    EXPECT_EQ(parse(to_toml(baseline)).value(), baseline);
    auto draft = with(with_clause("photos"));
    draft.controller.name = "Garage \"De \\ Brug\"\n\x01 & Zn. é";
    EXPECT_EQ(parse(to_toml(draft)).value(), draft);
}

TEST(Version, V2_is_named_after_its_day_and_sorts_as_it_was_published) {
    const CivilDate today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{22}};
    std::string latest = "2026-06-24";
    for (int n = 1; n <= 9; ++n) {
        const auto next = next_version(latest, today).value();
        EXPECT_LT(latest, next);
        EXPECT_TRUE(is_version(next)) << next;
        EXPECT_EQ(day_of(next), "2026-11-22");
        latest = next;
    }
    EXPECT_EQ(latest, "2026-11-22.9");
    EXPECT_EQ(next_version(latest, today).error().reason, "too_many_versions");
    EXPECT_EQ(next_version(latest, add_days(today, 1)).value(), "2026-11-23");
    EXPECT_EQ(next_version(latest, add_days(today, -1)).error().reason, "not_later");
    for (const auto* none : {"", "2026-11", "2026-13-01", "2026-11-22.1", "2026-11-22.10", "2026-11-22/x", "../etc"})
        EXPECT_FALSE(is_version(none)) << none;
}

}  // namespace
}  // namespace autojet::policy
