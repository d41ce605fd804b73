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
        EXPECT_TRUE(changes.front().widens) << words;
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
    expect_wider([](Model& m) { purpose(m, "improvement").opens.push_back("name"); }, "now also opens \"your name\"");
}

TEST_F(Difference, new_rows_widen) {
    const Words title{"nieuw ding", "new thing"};
    expect_wider(
        [&](Model& m) {
            m.categories.push_back({{"voice", "", {}, title, false}});
        },
        "category \"new thing\": new");
    expect_wider(
        [&](Model& m) {
            m.purposes.push_back({{"marketing", "", {}, title, false}, Basis::consent, {}});
        },
        "purpose \"new thing\": new");
    expect_wider(
        [&](Model& m) {
            m.recipients.push_back({{"broker", "", {}, title, false}, Role::controller});
        },
        "recipient \"new thing\": new");
    expect_wider(
        [&](Model& m) {
            m.classes.push_back({{"pool", "", {}, title, false}, true, Period{1, Unit::days, After::start}});
        },
        "class \"new thing\": new");
    expect_wider(
        [&](Model& m) {
            m.cookies.push_back({{"track", "", {}, title, false}, "track", "functional", 1, true, "Lax"});
        },
        "cookie \"new thing\": new");
}

TEST_F(Difference, a_longer_period_widens_and_a_shorter_one_does_not) {
    expect_wider([](Model& m) { retention(m, "customer").period->count = 25; },
                 "from 24 months after the last appointment to 25 months");
    expect_wider([](Model& m) { retention(m, "customer").period->after = After::last_message; },
                 "to 24 months after the last message");
    expect_wider([](Model& m) { retention(m, "session").period.reset(); }, "without a period");
    expect_narrower([](Model& m) { retention(m, "customer").period->count = 12; });
    expect_narrower([](Model& m) { retention(m, "accounts").period->unit = Unit::months; });
}

TEST_F(Difference, another_basis_widens_unless_the_person_decides) {
    expect_wider([](Model& m) { purpose(m, "improvement").basis = Basis::contract; }, "another basis");
    expect_wider([](Model& m) { purpose(m, "contact").basis = Basis::legitimate_interest; }, "another basis");
    expect_narrower([](Model& m) { purpose(m, "improvement").basis = Basis::consent; });
}

TEST_F(Difference, a_weaker_cookie_widens) {
    expect_wider([](Model& m) { m.cookies[0].life_days = 1; }, "from 0 to 1 days");
    expect_wider([](Model& m) { m.cookies[1].http_only = false; }, "scripts");
    expect_wider([](Model& m) { m.cookies[1].same_site = "None"; }, "other sites");
    expect_narrower([](Model& m) { m.cookies[1].same_site = "Strict"; });
    expect_narrower([](Model& m) { m.cookies[1].life_days = 7; });
}

TEST_F(Difference, a_promise_or_measure_that_is_gone_widens) {
    expect_wider([](Model& m) { std::erase_if(m.promises, [](const Promise& p) { return p.number == "R6"; }); },
                 "promise R6: gone");
    expect_wider([](Model& m) { m.measures.erase(m.measures.begin()); }, "measure");
    expect_wider([](Model& m) { m.recipients[0].role = Role::controller; }, "another role");
}

TEST_F(Difference, rows_that_are_gone_narrow) {
    expect_narrower([](Model& m) { purpose(m, "contact").opens.pop_back(); });
    expect_narrower([](Model& m) { m.recipients.pop_back(); });
    expect_narrower([](Model& m) { m.cookies.pop_back(); });
    expect_narrower([](Model& m) { m.purposes.pop_back(); });
}

}  // namespace
}  // namespace autojet::policy
