#include "policy/difference.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "policy/texts_for_tests.hpp"

namespace autojet::policy {
namespace {

class Difference : public testing::Test {
protected:
    std::vector<Change> after(const std::function<void(Model&)>& edit) const {
        Model changed = model;
        edit(changed);
        return difference(model, changed);
    }

    void expect_wider(const std::function<void(Model&)>& edit, const std::string& words) const {
        const auto changes = after(edit);
        ASSERT_EQ(changes.size(), 1u) << words;
        EXPECT_EQ(changes.front().effect, Effect::widens) << words;
        EXPECT_NE(changes.front().words.en.find(words), std::string::npos) << changes.front().words.en;
        EXPECT_FALSE(changes.front().words.nl.empty());
    }

    void expect_narrower(const std::function<void(Model&)>& edit) const {
        const auto changes = after(edit);
        EXPECT_FALSE(changes.empty());
        EXPECT_FALSE(any_widens(changes)) << changes.front().words.en;
    }

    template <class R>
    static R& row(std::vector<R>& rows, const std::string& name) {
        return *std::find_if(rows.begin(), rows.end(), [&](const R& r) { return r.name == name; });
    }
    static PurposeRow& purpose(Model& m, const std::string& name) { return row(m.purposes, name); }
    static RetentionRow& retention(Model& m, const std::string& name) { return row(m.classes, name); }

    Model model = in_force(TextsOnDisk{}.model());
};

TEST_F(Difference, a_model_does_not_differ_from_itself) {
    EXPECT_TRUE(difference(model, model).empty());
}

TEST_F(Difference, one_more_category_for_a_purpose_widens) {
    expect_wider([](Model& m) { purpose(m, "improvement").opens.push_back("name"); },
                 "We now also use your name for this: to improve our service.");
}

TEST_F(Difference, new_rows_widen) {
    const Words title{"nieuw ding", "new thing"};
    expect_wider(
        [&](Model& m) {
            m.categories.push_back({{"voice", "", {}, title, false}});
        },
        "We now also use: new thing.");
    expect_wider(
        [&](Model& m) {
            m.purposes.push_back({{"marketing", "", {}, title, false}, Basis::consent, {}});
        },
        "We now also use data for this: new thing.");
    expect_wider(
        [&](Model& m) {
            m.recipients.push_back({{"broker", "", {}, title, false}, Role::controller});
        },
        "Data now also goes to new thing.");
    expect_wider(
        [&](Model& m) {
            m.classes.push_back({{"pool", "", {}, title, false}, true, Period{1, Unit::days, After::start}});
        },
        "We now also keep: new thing, until 1 day after the start.");
    expect_wider(
        [&](Model& m) {
            m.cookies.push_back({{"track", "", {}, title, false}, "track", "functional", 1, true, "Lax"});
        },
        "A new cookie, track: new thing, 1 days at most.");
}

TEST_F(Difference, a_longer_period_widens_and_a_shorter_one_does_not) {
    expect_wider([](Model& m) { retention(m, "customer").period->count = 25; },
                 "Now until 25 months after the last appointment, it was until 24 months after the last appointment.");
    expect_wider([](Model& m) { retention(m, "customer").period->after = After::last_message; },
                 "Now until 24 months after the last message");
    expect_wider([](Model& m) { retention(m, "session").period.reset(); }, "without an end");
    expect_narrower([](Model& m) { retention(m, "customer").period->count = 12; });
    expect_narrower([](Model& m) { retention(m, "accounts").period->unit = Unit::months; });
}

TEST_F(Difference, another_basis_widens_unless_the_person_decides) {
    expect_wider([](Model& m) { purpose(m, "improvement").basis = Basis::contract; }, "Another reason in the law");
    expect_wider([](Model& m) { purpose(m, "contact").basis = Basis::legitimate_interest; },
                 "Another reason in the law");
    expect_narrower([](Model& m) { purpose(m, "improvement").basis = Basis::consent; });
}

TEST_F(Difference, a_weaker_cookie_widens) {
    expect_wider([](Model& m) { m.cookies[0].life_days = 1; },
                 "now stays 1 days at most, it was until you close your browser");
    expect_wider([](Model& m) { m.cookies[1].http_only = false; }, "scripts");
    expect_wider([](Model& m) { m.cookies[1].same_site = "None"; }, "other sites");
    expect_narrower([](Model& m) { m.cookies[1].same_site = "Strict"; });
    expect_narrower([](Model& m) { m.cookies[1].life_days = 7; });
}

TEST_F(Difference, a_promise_or_measure_that_is_gone_widens) {
    expect_wider([](Model& m) { std::erase_if(m.promises, [](const Promise& p) { return p.number == "R6"; }); },
                 "We no longer promise: \"Portability\" (R6).");
    expect_wider([](Model& m) { m.measures.erase(m.measures.begin()); }, "This measure ends: ");
    expect_wider([](Model& m) { m.recipients[0].role = Role::controller; }, "Another role for the provider");
}

TEST_F(Difference, is_told_in_both_languages_beginning_with_the_clause) {
    auto ceiling = TextsOnDisk{}.model();
    auto& clause = row(ceiling.clauses, "vehicle_register");
    auto& recipient = row(ceiling.recipients, "vehicle_register");
    clause.prepared = recipient.prepared = false;
    const auto changes = difference(model, in_force(ceiling));
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0].words.en, "Now also: " + clause.title.en);
    EXPECT_EQ(changes[0].words.nl, "Nu ook: " + clause.title.nl);
    EXPECT_EQ(changes[1].words.en, "Data now also goes to the vehicle register of the RDW.");
    EXPECT_EQ(changes[1].words.nl, "Er gaan nu ook gegevens naar het kentekenregister van de RDW.");
}

TEST_F(Difference, of_facts_neither_widens_nor_narrows) {
    const auto changes = after([](Model& m) { m.controller.phone = "+31 36 1234567"; });
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes.front().effect, Effect::neither);
    EXPECT_EQ(changes.front().words.en, "Our phone number is now +31 36 1234567, and was +31 6 13906099.");
}

TEST_F(Difference, rows_that_are_gone_narrow) {
    expect_narrower([](Model& m) { purpose(m, "contact").opens.pop_back(); });
    expect_narrower([](Model& m) { m.recipients.pop_back(); });
    expect_narrower([](Model& m) { m.cookies.pop_back(); });
    expect_narrower([](Model& m) { m.purposes.pop_back(); });
}

}  // namespace
}  // namespace autojet::policy
