#include "base/text.hpp"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

std::string utf8(char32_t c) {
    const auto byte = [](char32_t bits) { return static_cast<char>(static_cast<unsigned char>(bits)); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | (c >> 6)), byte(0x80 | (c & 0x3F))};
    if (c < 0x10000) return {byte(0xE0 | (c >> 12)), byte(0x80 | ((c >> 6) & 0x3F)), byte(0x80 | (c & 0x3F))};
    return {byte(0xF0 | (c >> 18)), byte(0x80 | ((c >> 12) & 0x3F)), byte(0x80 | ((c >> 6) & 0x3F)),
            byte(0x80 | (c & 0x3F))};
}

TEST(Text, utf8_takes_every_code_point_and_no_surrogate) {
    for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
        const auto text = utf8(c);
        EXPECT_EQ(is_utf8(text), !surrogate) << static_cast<std::uint32_t>(c);
        std::string_view rest = text;
        EXPECT_EQ(take_code_point(rest), surrogate ? std::nullopt : std::optional{c});
    }
}

TEST(Text, malformed_utf8_is_refused) {
    for (const std::string_view text : {"\x80", "\xC3", "\xC0\xAF", "\xE0\x80\xAF", "\xF0\x80\x80\xAF", "\xED\xA0\x80",
                                        "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80", "\xFF", "\xE2\x82", "ok\xE2(\xA1"})
        EXPECT_FALSE(is_utf8(text));
}

TEST(Text, characters_are_code_points) {
    EXPECT_EQ(count_characters(""), 0u);
    EXPECT_EQ(count_characters("Zoë 🚗"), 5u);
}

TEST(Text, invisible_and_misleading_characters_are_not_plain) {
    for (const char32_t c :
         {0x00u,   0x01u,   0x1Bu,   0x7Fu,   0x80u,   0x85u,   0x9Fu,   0x061Cu, 0x200Eu, 0x200Fu,  0x2028u,  0x2029u,
          0x202Au, 0x202Eu, 0x2066u, 0x2069u, 0xFEFFu, 0xFDD0u, 0xFDEFu, 0xFFFEu, 0xFFFFu, 0x1FFFEu, 0x10FFFFu}) {
        EXPECT_FALSE(is_plain_text("Ada" + utf8(c))) << static_cast<std::uint32_t>(c);
        EXPECT_FALSE(is_plain_text("Ada" + utf8(c), Lines::many)) << static_cast<std::uint32_t>(c);
    }
    EXPECT_TRUE(is_plain_text("Zoë d'Été, Łódź, 李, עדה, 👩‍🔧"));
}

TEST(Text, line_ends_and_tabs_pass_only_where_several_lines_are_meant) {
    EXPECT_FALSE(is_plain_text("a\nb"));
    EXPECT_FALSE(is_plain_text("a\tb"));
    EXPECT_TRUE(is_plain_text("a\n\tb", Lines::many));
    EXPECT_FALSE(is_plain_text("a\rb", Lines::many));
}

TEST(Text, trim_takes_white_space_of_both_ends_alone) {
    EXPECT_EQ(trim(" \t\u00A0 Ada de Vries\r\n\u00A0"), "Ada de Vries");
    EXPECT_EQ(trim(" \u00A0 "), "");
    EXPECT_EQ(trim("à"), "à");
}

TEST(Text, folding_leaves_letters_outside_ascii_alone) {
    EXPECT_EQ(ascii_upper("ßıﬁ-é-x"), "ßıﬁ-é-X");
    EXPECT_EQ(ascii_lower("İÉX"), "İÉx");
}

TEST(Text, a_whole_number_is_the_whole_text) {
    EXPECT_EQ(parse_whole("12"), 12);
    EXPECT_EQ(parse_whole("-3"), -3);
    for (const auto* text : {"", " 1", "1 ", "1.0", "+1", "0x1", "9223372036854775808"})
        EXPECT_EQ(parse_whole(text), std::nullopt) << text;
}

TEST(CleanLine, keeps_what_a_person_meant) {
    EXPECT_EQ(clean_line("  Ada \n", 3, "name"), "Ada");
}

TEST(CleanLine, says_which_rule_was_broken_and_where) {
    EXPECT_EQ(clean_line(" \n ", 10, "name").error().reason, "required");
    EXPECT_EQ(clean_line("Adaë", 3, "name").error().reason, "too_long");
    EXPECT_EQ(clean_line("A\nda", 10, "name").error().reason, "not_text");
    EXPECT_EQ(clean_line("A\xFF", 10, "name").error().reason, "not_text");
    EXPECT_EQ(clean_line("", 10, "name").error().field, "name");
}

TEST(CleanLine, an_optional_field_may_stay_empty) {
    EXPECT_EQ(clean_line("  ", 10, "name", Presence::optional), "");
}

TEST(CleanText, writes_every_line_end_the_same_way) {
    EXPECT_EQ(clean_text("\r\none\r\ntwo\rthree\n\nfour\n", 100, "message"), "one\ntwo\nthree\n\nfour");
}

TEST(CleanText, counts_a_line_end_once) {
    EXPECT_TRUE(clean_text("a\r\nb", 3, "message"));
    EXPECT_EQ(clean_text("a\r\nbc", 3, "message").error().reason, "too_long");
}

rc::Gen<std::string> typed() {
    const auto pieces =
        rc::gen::element<std::string>("a", "Z", "é", "🚗", " ", "\u00A0", "\t", "\n", "\r", "\r\n", "\u202E", "\xFF");
    const auto weighted = rc::gen::weightedOneOf<std::string>(
        {{30, rc::gen::element<std::string>("a", "é", "🚗", " ", "\n")}, {1, pieces}});
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(weighted),
                        [](const std::vector<std::string>& parts) {
                            std::string text;
                            for (const auto& part : parts) text += part;
                            return text;
                        });
}

RC_GTEST_PROP(CleanText, is_its_own_answer, ()) {
    const auto once = clean_text(*typed(), 1'000, "message", Presence::optional);
    RC_PRE(once.has_value());
    RC_ASSERT(clean_text(*once, 1'000, "message", Presence::optional).value() == *once);
    RC_ASSERT(is_plain_text(*once, Lines::many));
}

RC_GTEST_PROP(CleanLine, lets_only_plain_text_through, ()) {
    const auto most = *rc::gen::inRange<std::size_t>(0, 20);
    const auto line = clean_line(*typed(), most, "name");
    if (!line) return;
    RC_ASSERT(is_plain_text(*line));
    RC_ASSERT(count_characters(*line) <= most);
    RC_ASSERT(trim(*line) == *line);
}

}  // namespace
}  // namespace autojet
