#include "policy/model.hpp"

#include <gtest/gtest.h>

#include "policy/outline.hpp"
#include "policy/texts_for_tests.hpp"

namespace autojet::policy {
namespace {

std::string project_model() {
    return std::string{TextsOnDisk{}.texts.model};
}

std::string trouble_of(const std::string& toml) {
    const auto model = parse(toml);
    return model ? "none" : model.error().message;
}

TEST(Model, reads_the_facts_of_the_controller) {
    const auto controller = TextsOnDisk{}.model().controller;
    EXPECT_EQ(controller.name, "AutoJet");  // policy W1
    EXPECT_EQ(controller.street + ", " + controller.postcode, "Televisieweg 63, 1322 AJ");
    EXPECT_EQ(controller.kvk, "95113479");                                                         // policy W2
    EXPECT_EQ(controller.vat, "NL005130382B90");                                                   // policy W3
    EXPECT_EQ(controller.phone + " " + controller.email, "+31 6 13906099 info@autojetalmere.nl");  // policy W4
}

TEST(Model, keeps_customer_data_for_24_months_and_accounts_for_seven_years) {
    const auto model = TextsOnDisk{}.model();
    EXPECT_EQ(find(model.classes, "customer")->period,
              (Period{24, Unit::months, After::last_appointment}));  // policy K2
    EXPECT_EQ(find(model.classes, "accounts")->period,
              (Period{7, Unit::years, After::financial_year_end}));  // policy K3
    EXPECT_FALSE(find(model.classes, "none")->period.has_value());
}

TEST(Model, refuses_what_the_reader_would_stumble_over) {
    for (const auto& text :
         {std::string("[[\0\0]\nname = 1", 14), std::string("[~[x = 1"), std::string("a = 1\n [[\n"),
          std::string("[ ]"), std::string("[["), std::string("[[[a]]]"), std::string("\xEF\xBB\xBDr = 1")})
        EXPECT_EQ(trouble_of(text), "There is something in it that no model has.") << text;
}

TEST(Model, leaves_out_what_is_only_prepared) {
    const auto model = TextsOnDisk{}.model();
    ASSERT_TRUE(find(model.categories, "photo"));
    const auto rest = in_force(model);
    EXPECT_FALSE(find(rest.categories, "photo"));
    EXPECT_FALSE(find(rest.purposes, "reminder"));
    EXPECT_FALSE(find(rest.recipients, "vehicle_register"));
    EXPECT_TRUE(rest.clauses.empty());
    for (const auto& purpose : rest.purposes)
        for (const auto& category : purpose.opens)
            EXPECT_TRUE(find(rest.categories, category)) << purpose.name << " " << category;
}

TEST(Model, outline_shows_every_row_and_says_what_is_only_prepared) {
    const auto text = outline(TextsOnDisk{}.model(), Language::en);
    EXPECT_NE(text.find("  P4  improvement: to improve our service\n        legitimate_interest; appointment\n"),
              std::string::npos);
    EXPECT_NE(text.find("24 months after the last appointment"), std::string::npos);
    EXPECT_NE(text.find("vehicle_register: the vehicle register of the RDW (prepared)"), std::string::npos);
}

TEST(Model, names_the_line_of_a_mistake) {
    EXPECT_EQ(trouble_of("version = \"2026-06-24\"\nsurprise = 1\n").substr(0, 7), "line 1:");
    EXPECT_EQ(trouble_of("version = \n").substr(0, 6), "line 1");
}

TEST(Model, refuses_what_it_does_not_understand) {
    const auto with = [](const std::string& more) { return trouble_of(project_model() + "\n" + more); };
    ASSERT_EQ(with(""), "none");
    const std::string title = "title = { nl = \"a\", en = \"b\" }\n";
    EXPECT_NE(with("[[category]]\nname = \"x\"\ncolour = \"red\"\n" + title).find("unknown key colour"),
              std::string::npos);
    EXPECT_NE(with("[[category]]\nname = \"No Name\"\n" + title).find("lower case"), std::string::npos);
    EXPECT_NE(with("[[category]]\nname = \"x\"\n").find("title is missing"), std::string::npos);
    EXPECT_NE(with("[[category]]\nname = \"x\"\ntitle = { nl = \"a\" }\n").find("en is missing"), std::string::npos);
    EXPECT_NE(with("[[purpose]]\nname = \"x\"\nbasis = \"because\"\n" + title).find("basis"), std::string::npos);
    EXPECT_NE(with("[[retention]]\nname = \"x\"\nperiod = { weeks = 2, after = \"start\" }\n" + title)
                  .find("unknown key weeks"),
              std::string::npos);
    EXPECT_NE(
        with("[[retention]]\nname = \"x\"\nperiod = { days = -2, after = \"start\" }\n" + title).find("days must be"),
        std::string::npos);
    EXPECT_NE(with("[[purpose]]\nname = \"x\"\nbasis = \"consent\"\nopens = [1]\n" + title).find("list of texts"),
              std::string::npos);
}

TEST(Model, survives_text_that_is_no_model) {
    for (const std::string text :
         {"", "version = 3", "version = \"x\"\ncontroller = 3", "[[version]]", "\xff\xfe", "category = [1, 2]"})
        EXPECT_FALSE(parse(text)) << text;
}

}  // namespace
}  // namespace autojet::policy
