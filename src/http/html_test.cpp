#include "http/html.hpp"

#include <gtest/gtest.h>

#include "base/result.hpp"
#include "http/percent.hpp"

namespace autojet::http {

namespace {

std::string dutch(Language language, std::string_view msgid) {
    if (language == Language::nl && msgid == "Choose a time") return "Kies een \"tijd\"";
    if (language == Language::nl && msgid == "Hello {{NAME}}!") return "Hallo {{NAME}}!";
    return "";
}

std::string asset(std::string_view name) {
    if (name != "site.css") throw Broken{"there is no asset"};
    return "/assets/site.123.css";
}

Templates one(std::string_view text, Templates::Missing missing = Templates::Missing::strict) {
    const TemplateSource sources[] = {{"page.html", text}};
    return Templates{sources, asset, dutch, missing};
}

std::string rendered(std::string_view text, const Dict& values, Language language = Language::en) {
    return one(text).render("page.html", language, values);
}

}  // namespace

TEST(Templates, escape_by_the_place_where_a_value_lands) {
    const auto evil = "<script>alert(\"x\")</script>'&";
    EXPECT_EQ(rendered("<p>{{NAME}}</p>", Dict{}.set("NAME", evil)),
              "<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&#39;&amp;</p>");
    const auto attribute = rendered("<input value=\"{{NAME}}\">", Dict{}.set("NAME", "\" onfocus=\"alert(1)"));
    EXPECT_EQ(attribute.find("\" onfocus"), std::string::npos) << attribute;
    const auto address = rendered("<a href=\"{{URL}}\">x</a>", Dict{}.set("URL", "javascript:alert(1)"));
    EXPECT_EQ(address.find("javascript"), std::string::npos) << address;
    EXPECT_EQ(rendered("<a href=\"{{URL}}\">x</a>", Dict{}.set("URL", "/book?a=1&b=2")),
              "<a href=\"/book?a=1&amp;b=2\">x</a>");
    EXPECT_EQ(rendered("<a href=\"/book?name={{NAME}}\">x</a>", Dict{}.set("NAME", encode_percent("a&b c"))),
              "<a href=\"/book?name=a%26b%20c\">x</a>");
}

TEST(Templates, refuse_places_that_cannot_be_made_safe) {
    EXPECT_THROW(one("{{NAME:raw}}"), Broken);
    EXPECT_THROW(one("{{%AUTOESCAPE context=\"MANUAL\"}}{{NAME}}"), Broken);
    EXPECT_THROW(one("{{=<% %>=}}"), Broken);
    EXPECT_THROW(one("{{#A}}x{{/B}}"), Broken);
    EXPECT_THROW(one("{{#A}}x"), Broken);
}

TEST(Templates, only_trusted_html_is_left_as_it_is) {
    EXPECT_EQ(rendered("<div>{{BODY:none}}</div>", Dict{}.set_trusted_html("BODY", "<b>x</b>")), "<div><b>x</b></div>");
    EXPECT_THROW(rendered("{{BODY:none}}", Dict{}.set("BODY", "<b>x</b>")), Broken);
    EXPECT_THROW(Dict{}.set("TRUSTED_BODY", "<b>"), Broken);
    EXPECT_EQ(one("<div>{{BODY:none}}</div>", Templates::Missing::empty)
                  .render("page.html", Language::en, Dict{}.set("BODY", "<b>x</b>")),
              "<div></div>");
}

TEST(Templates, translate_messages_and_say_what_is_missing) {
    const auto templates = one("<p title=\"[[Choose\n   a time]]\">[[Hello {{NAME}}!]] [[Not yet <said>]]</p>");
    const auto values = Dict{}.set("NAME", "<Ada>");
    EXPECT_EQ(templates.render("page.html", Language::nl, values),
              "<p title=\"Kies een &quot;tijd&quot;\">Hallo &lt;Ada&gt;! Not yet &lt;said&gt;</p>");
    EXPECT_EQ(templates.render("page.html", Language::en, values),
              "<p title=\"Choose a time\">Hello &lt;Ada&gt;! Not yet &lt;said&gt;</p>");
    EXPECT_EQ(templates.untranslated(), std::vector<std::string>{"nl: Not yet <said>"});
}

TEST(Templates, fill_in_assets_and_other_templates) {
    const TemplateSource sources[] = {{"shell/head.html", "<link href=\"@@site.css@@\"><h1>{{TITLE}}</h1>"},
                                      {"page.html", "{{>shell/head.html}}<p>{{TEXT}}</p>"}};
    const Templates templates{sources, asset, dutch, Templates::Missing::strict};
    EXPECT_EQ(templates.render("page.html", Language::nl, Dict{}.set("TITLE", "A&B").set("TEXT", "x")),
              "<link href=\"/assets/site.123.css\"><h1>A&amp;B</h1><p>x</p>");
    EXPECT_THROW(one("{{>nowhere.html}}"), Broken);
    EXPECT_THROW(one("{{>page.html}}"), Broken) << "a circle";
    EXPECT_THROW(one("@@nowhere.css@@"), Broken);
    EXPECT_THROW((void)templates.render("nowhere.html", Language::nl, {}), Broken);
}

TEST(Templates, show_sections_once_often_or_not_at_all) {
    const auto templates = one("{{#ROW}}{{NAME}}{{#LATE}} late{{/LATE}} at {{SHOP}};{{/ROW}}{{#NONE}}nothing{{/NONE}}");
    Dict values;
    values.set("SHOP", "AutoJet");
    values.add("ROW").set("NAME", "Ada").show("LATE");
    values.add("ROW").set("NAME", "Cy");
    EXPECT_EQ(templates.render("page.html", Language::en, values), "Ada late at AutoJet;Cy at AutoJet;");
    EXPECT_EQ(templates.render("page.html", Language::en, Dict{}.show("NONE")), "nothing");
}

TEST(Templates, a_forgotten_value_is_found_by_tests) {
    const auto strict = one("{{#ROW}}{{NAME}}{{/ROW}}");
    Dict values;
    values.add("ROW");
    EXPECT_THROW((void)strict.render("page.html", Language::en, values), Broken);
    EXPECT_EQ(strict.render("page.html", Language::en, {}), "");
    EXPECT_EQ(one("a{{NAME}}b", Templates::Missing::empty).render("page.html", Language::en, {}), "ab");
}

TEST(Templates, numbers_and_telephone_links) {
    EXPECT_EQ(rendered("<b>{{N}}</b>", Dict{}.set("N", 42)), "<b>42</b>");
    EXPECT_EQ(rendered("<a href=\"mailto:{{MAIL}}\">x</a>", Dict{}.set("MAIL", "ada@example.test")),
              "<a href=\"mailto:ada@example.test\">x</a>");
    EXPECT_EQ(rendered("<a href=\"{{CALL}}\">x</a>", Dict{}.set("CALL", "tel:+31612345678")), "<a href=\"#\">x</a>")
        << "the scheme belongs in the template";
    EXPECT_EQ(rendered("<a href=\"tel:{{PHONE}}\">x</a>", Dict{}.set("PHONE", "+31612345678")),
              "<a href=\"tel:+31612345678\">x</a>");
}

}  // namespace autojet::http
