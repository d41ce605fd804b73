#include "policy/page.hpp"

#include <gtest/gtest.h>

#include "base/text.hpp"
#include "policy/check.hpp"
#include "policy/prose.hpp"
#include "policy/texts_for_tests.hpp"

namespace autojet::policy {
namespace {

std::string all_html(const Page& page) {
    std::string html;
    for (const auto& section : page.sections) html += section.title + "\n" + section.html;
    return html;
}

std::size_t count(const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
}

class PolicyPage : public testing::Test {
protected:
    Page policy(Language language) const { return policy_page(model, model.controller, disk.texts, language); }

    const std::chrono::year_month_day today{std::chrono::year{2026}, std::chrono::November, std::chrono::day{2}};
    TextsOnDisk disk;
    Model model = disk.model();
};

TEST_F(PolicyPage, says_when_it_was_last_updated) {
    EXPECT_EQ(policy(Language::en).updated, "Last updated 24 June 2026");  // policy V2
    EXPECT_EQ(policy(Language::nl).updated, "Laatst bijgewerkt op 24 juni 2026");
    EXPECT_NE(all_html(policy(Language::nl)).find("24 juni 2026"), std::string::npos);
}

TEST_F(PolicyPage, anchors_every_promise_exactly_once_in_both_languages) {
    for (const auto language : all_languages) {
        const auto html = all_html(policy(language));
        for (const auto number : all_promises)
            EXPECT_EQ(count(html, "id=\"" + std::string{number} + "\""), 1u) << number;
    }
}

TEST_F(PolicyPage, shows_the_facts_of_the_shop_whose_page_it_is) {
    Controller other = model.controller;
    other.name = "Garage <b>De *Brug*</b> & Zn.";
    other.phone = "+31 10 1234567";
    other.email = "balie@example.nl";
    const auto html = all_html(policy_page(model, other, disk.texts, Language::nl));
    EXPECT_NE(html.find("Garage &lt;b&gt;De *Brug*&lt;/b&gt; &amp; Zn."), std::string::npos);
    EXPECT_NE(html.find("href=\"tel:+31101234567\">+31 10 1234567</a>"), std::string::npos);
    EXPECT_NE(html.find("href=\"mailto:balie@example.nl\""), std::string::npos);
    EXPECT_EQ(html.find("AutoJet"), std::string::npos);
}

TEST_F(PolicyPage, leaves_no_placeholder_and_no_mark_of_the_source) {
    for (const auto language : all_languages) {
        auto html = all_html(policy(language)) + all_html(cookie_page(model, model.controller, disk.texts, language)) +
                    all_html(staff_notice(model, model.controller, disk.texts, language)) +
                    all_html(annex(model, language, today));
        for (const std::string mark : {"{{", "}}", "[", "]", "<!--", "<script", "style=", "http://"})
            EXPECT_EQ(html.find(mark), std::string::npos) << mark;
    }
}

TEST_F(PolicyPage, keeps_quiet_about_what_is_only_prepared) {
    const auto html = all_html(policy(Language::nl)) + all_html(annex(model, Language::nl, today));
    EXPECT_EQ(html.find("RDW"), std::string::npos);
    EXPECT_EQ(html.find("foto"), std::string::npos);
}

TEST_F(PolicyPage, cookie_page_names_both_cookies_with_their_lives) {
    const auto page = cookie_page(model, model.controller, disk.texts, Language::nl);
    const auto html = all_html(page);
    EXPECT_EQ(page.title, "Cookiebeleid");
    EXPECT_NE(html.find("<code>autojet_form</code>"), std::string::npos);  // policy C2
    EXPECT_NE(html.find("tot je je browser sluit"), std::string::npos);
    EXPECT_NE(html.find("<code>autojet_desk</code>"), std::string::npos);
    EXPECT_NE(html.find("hoogstens 30 dagen"), std::string::npos);
}

TEST_F(PolicyPage, annex_shows_every_period_and_measure_and_has_its_own_date) {
    const auto page = annex(model, Language::en, today);
    const auto html = all_html(page);
    EXPECT_EQ(page.date, "2026-11-02");
    EXPECT_EQ(page.updated, "Made by the system itself on 2 November 2026");
    EXPECT_NE(html.find("24 months after the last appointment"), std::string::npos);
    EXPECT_NE(html.find("7 years after the end of the financial year"), std::string::npos);
    for (const auto& measure : model.measures)
        EXPECT_NE(html.find(escape_html(measure.title.en)), std::string::npos) << measure.name;
    EXPECT_EQ(count(html, " id=\"K"), 0u);
}

TEST_F(PolicyPage, K1_K2_K3_annex_says_on_which_day_something_of_today_is_gone) {
    const auto en = all_html(annex(model, Language::en, today));
    EXPECT_NE(en.find("<td>2 November 2028</td>"), std::string::npos) << "24 months for customers";
    EXPECT_NE(en.find("<td>1 January 2034</td>"), std::string::npos) << "7 years after the end of 2026 for accounts";
    const auto nl = all_html(annex(model, Language::nl, today));
    EXPECT_NE(nl.find("<td>2 november 2028</td>"), std::string::npos);
}

TEST_F(PolicyPage, annex_names_the_recipients_that_the_shop_has_recorded) {
    const auto names = [](const RecipientRow& row, Language) {
        return row.name == "system_provider" ? std::vector<std::string>{"Bits & Bytes"} : std::vector<std::string>{};
    };
    EXPECT_NE(all_html(annex(model, Language::en, today, names)).find("Bits &amp; Bytes"), std::string::npos);
}

TEST_F(PolicyPage, D0_shows_the_clauses_that_the_version_has_and_only_those) {
    for (auto& clause : model.clauses) clause.prepared = clause.name != "vehicle_register";
    for (auto& recipient : model.recipients) recipient.prepared = false;
    const auto page = policy(Language::en);
    const auto html = all_html(page);
    EXPECT_EQ(count(html, "We look up your plate at the RDW"), 2u) << "under what, and under who else";
    EXPECT_EQ(count(html, "photos"), 0u);
    for (const auto number : all_promises) EXPECT_EQ(count(html, "id=\"" + std::string{number} + "\""), 1u) << number;
}

TEST_F(PolicyPage, shows_the_day_of_the_second_version_of_a_day) {
    model.version = "2026-06-24.2";
    EXPECT_EQ(policy(Language::en).updated, "Last updated 24 June 2026");
    EXPECT_EQ(policy(Language::en).date, "2026-06-24");
}

TEST_F(PolicyPage, prose_cannot_carry_markup_or_unsafe_links) {
    std::set<std::string> anchored;
    const auto prose = render("# T\n\n<script>x</script>\n\n<b>x</b> [a](javascript:x) [K2] [K2]\n", model,
                              model.controller, Language::en, anchored);
    EXPECT_EQ(prose.html.find("<script"), std::string::npos);
    EXPECT_EQ(prose.html.find("<b>"), std::string::npos);
    EXPECT_EQ(prose.html.find("javascript"), std::string::npos);
    EXPECT_EQ(count(prose.html, "id=\"K2\""), 1u);
    EXPECT_EQ(count(prose.html, "href=\"#K2\""), 2u);
    EXPECT_THROW(render("no title", model, model.controller, Language::en, anchored), Broken);
    EXPECT_THROW(render("# T\n{{shoe}}", model, model.controller, Language::en, anchored), Broken);
}

}  // namespace
}  // namespace autojet::policy
