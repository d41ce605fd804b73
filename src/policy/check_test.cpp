#include "policy/check.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "policy/fingerprint.hpp"
#include "policy/texts_for_tests.hpp"

namespace autojet::policy {
namespace {

class Check : public testing::Test {
protected:
    static bool has(const std::vector<Finding>& findings, const std::string& words) {
        return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
            return (finding.where + " " + finding.what).find(words) != std::string::npos;
        });
    }

    std::vector<Finding> of(const std::function<void(Model&)>& edit) const {
        Model changed = model;
        edit(changed);
        return check(changed, disk.texts);
    }

    template <class R>
    static R& row(std::vector<R>& rows, const std::string& name) {
        return *std::find_if(rows.begin(), rows.end(), [&](const R& r) { return r.name == name; });
    }

    TextsOnDisk disk;
    Model model = disk.model();
};

TEST_F(Check, finds_nothing_in_the_policy_as_it_is) {
    for (const auto& finding : check(disk.texts)) ADD_FAILURE() << finding.where << ": " << finding.what;
}

TEST_F(Check, a_model_wider_than_its_published_version_is_found) {
    EXPECT_TRUE(has(of([](Model& m) { row(m.purposes, "improvement").opens.push_back("contact"); }),
                    "wider than version 2026-06-24"));
    EXPECT_TRUE(
        has(of([](Model& m) { row(m.classes, "customer").period->count = 36; }), "wider than version 2026-06-24"));
    EXPECT_TRUE(has(of([](Model& m) { row(m.recipients, "vehicle_register").prepared = false; }),
                    "wider than version 2026-06-24"));
    EXPECT_TRUE(
        has(of([](Model& m) { row(m.categories, "photo").prepared = false; }), "wider than version 2026-06-24"));
}

TEST_F(Check, a_narrower_model_needs_no_new_version) {
    EXPECT_TRUE(of([](Model& m) { row(m.purposes, "contact").opens.pop_back(); }).empty());
    EXPECT_TRUE(of([](Model& m) { row(m.classes, "customer").period->count = 12; }).empty());
}

TEST_F(Check, what_is_only_prepared_may_grow) {
    EXPECT_TRUE(of([](Model& m) { row(m.purposes, "reminder").opens.push_back("message"); }).empty());
}

TEST_F(Check, a_new_version_makes_room_for_what_it_publishes) {
    const std::string date = "2026-09-01";
    std::string wider{disk.texts.published.begin()->second};
    wider.replace(wider.find("2026-06-24\"\n"), 10, date);
    wider.replace(wider.find("opens = [\"appointment\"]"), 23, "opens = [\"appointment\", \"vehicle\"]");
    const auto edit = [&](Model& m) {
        m.version = date;
        row(m.purposes, "improvement").opens.push_back("vehicle");
    };
    ASSERT_TRUE(has(of(edit), "wider than"));

    const std::string index = std::string{disk.texts.index} + fingerprint(wider) + "  " + date + ".toml\n";
    disk.texts.published[date + ".toml"] = wider;
    disk.texts.index = index;
    EXPECT_TRUE(of(edit).empty());
}

TEST_F(Check, a_changed_or_missing_published_version_is_found) {
    const std::string changed = std::string{disk.texts.published.begin()->second} + "# later\n";
    disk.texts.published.begin()->second = changed;
    EXPECT_TRUE(has(check(disk.texts), "2026-06-24.toml was changed after it was published"));
    disk.texts.published.clear();
    EXPECT_TRUE(has(check(disk.texts), "2026-06-24.toml was published and is gone"));
    EXPECT_TRUE(has(check(disk.texts), "has no version"));
}

TEST_F(Check, changed_prose_without_a_new_version_is_found) {
    const std::string changed = std::string{disk.texts.prose.at("nl/rights.md")} + "\nEn meer.\n";
    disk.texts.prose["nl/rights.md"] = changed;
    EXPECT_TRUE(has(check(disk.texts), "nl/rights.md was changed without a new version"));
}

TEST_F(Check, every_promise_is_declared_exactly_once) {
    EXPECT_TRUE(has(of([](Model& m) { m.promises.pop_back(); }), "declared 0 times"));
    EXPECT_TRUE(has(of([](Model& m) { m.promises.push_back(m.promises.front()); }), "promise W1 declared 2 times"));
    EXPECT_TRUE(has(of([](Model& m) { m.promises.push_back({"Z9", {}}); }), "Z9 is not one of the policy"));
}

TEST_F(Check, a_row_that_keeps_no_promise_or_names_nothing_known_is_found) {
    EXPECT_TRUE(has(of([](Model& m) { row(m.categories, "staff").keeps.clear(); }), "category staff keeps no promise"));
    EXPECT_TRUE(has(of([](Model& m) { row(m.measures, "ledger").keeps = {"T9"}; }), "keeps an unknown promise: T9"));
    EXPECT_TRUE(has(of([](Model& m) { row(m.purposes, "contact").opens.push_back("shoe_size"); }),
                    "names what does not exist: shoe_size"));
    EXPECT_TRUE(has(of([](Model& m) { row(m.clauses, "reminder").prepared = false; }),
                    "needs what is only prepared: reminder"));
    EXPECT_TRUE(has(of([](Model& m) { m.cookies.push_back(m.cookies.front()); }), "cookie autojet_form appears twice"));
}

TEST_F(Check, personal_data_without_a_period_is_found) {
    EXPECT_TRUE(has(of([](Model& m) { row(m.classes, "ledger").period.reset(); }), "retention ledger has no period"));
    EXPECT_TRUE(has(of([](Model& m) { row(m.classes, "ledger").period->count = 0; }), "period of nothing"));
}

TEST_F(Check, a_cookie_that_follows_people_is_found) {
    EXPECT_TRUE(has(of([](Model& m) { m.cookies[0].kind = "analytics"; }), "is not functional"));
    EXPECT_TRUE(has(of([](Model& m) { m.cookies[0].name = "other"; }), "does not name the cookie other"));
}

TEST_F(Check, prose_is_there_and_cites_every_promise_in_both_languages) {
    const std::string uncited = "# Rechten\n\nVraag maar. [R1] [Q7] {{controller.shoe_size}}\n";
    disk.texts.prose["nl/rights.md"] = uncited;
    disk.texts.prose.erase("en/who.md");
    const auto findings = check(disk.texts);
    EXPECT_TRUE(has(findings, "nl/rights.md does not cite R2"));
    EXPECT_FALSE(has(findings, "nl/rights.md does not cite R1"));
    EXPECT_TRUE(has(findings, "nl/rights.md cites an unknown promise: Q7"));
    EXPECT_TRUE(has(findings, "unknown placeholder: controller.shoe_size"));
    EXPECT_TRUE(has(findings, "en/who.md is missing"));
}

TEST_F(Check, an_unreadable_model_is_the_only_finding) {
    disk.texts.model = "version = ";
    ASSERT_EQ(check(disk.texts).size(), 1u);
}

}  // namespace
}  // namespace autojet::policy
