#include "customers/search_words.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace autojet::customers {
namespace {

using Words = std::vector<std::string>;

bool means(const std::vector<Reading>& readings, const Words& record) {
    const std::set<std::string> has(record.begin(), record.end());
    return std::ranges::any_of(readings, [&](const Reading& reading) {
        return std::ranges::all_of(reading, [&](const Term& term) {
            return std::ranges::any_of(term, [&](const std::string& word) { return has.contains(word); });
        });
    });
}

bool finds(std::string_view typed, const Words& record) {
    const auto read = read_typed(typed);
    return means(read.whole, record) || means(read.beginnings, record);
}

Words ada() {
    Words all = words_of_name("Ada de Vries-Øster");
    for (const auto& more :
         {words_of_email("ada.vries@example.com"), words_of_phone("+31612345678"), words_of_plate("VXJ99N")})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

TEST(SearchWords, find_a_name_by_any_word_and_beginning_of_it) {
    for (const auto* typed : {"ada", "Ad", "VRIES", "de vries", "vries ada", "vri", "oster", "Øst", "vries-øster"})
        EXPECT_TRUE(finds(typed, ada())) << typed;
    for (const auto* typed : {"ries", "adam", "bo", "ada bo", "vriesje", "a", "v", ""})
        EXPECT_FALSE(finds(typed, ada())) << typed;
}

TEST(SearchWords, know_no_accents_and_no_case) {
    EXPECT_EQ(folded("Zoë ŁUKASZ Straße Ĳsbrand Æther"), "zoe lukasz strasse ijsbrand aether");
    const auto zoe = words_of_name("Zoë van 't Señor");
    for (const auto* typed : {"zoe", "ZOË", "senor", "señ"}) EXPECT_TRUE(finds(typed, zoe)) << typed;
    EXPECT_TRUE(finds("李", words_of_name("李 小龙"))) << "one character may be a whole name";
    EXPECT_TRUE(finds("чех", words_of_name("Антон Чехов")));
}

TEST(SearchWords, find_a_number_however_it_is_written_and_by_its_end) {
    for (const auto* typed : {"06-12", "0612", "06 12 34 56 78", "+31 6 12345678", "0031612", "+31 (0)6 123", "5678",
                              "345678", "612345678"})
        EXPECT_TRUE(finds(typed, ada())) << typed;
    for (const auto* typed : {"06-13", "678", "+49 612", "0613", "1234"}) EXPECT_FALSE(finds(typed, ada())) << typed;
    EXPECT_TRUE(finds("+49 151", words_of_phone("+4915112345678")));
    EXPECT_TRUE(finds("0049151123", words_of_phone("+4915112345678")));
}

TEST(SearchWords, find_an_address_by_its_beginning_and_its_domain) {
    for (const auto* typed : {"ada.v", "ada.vries@", "ada.vries@exa", "ada.vries@example.com", "@example",
                              "example.com", "ADA.VRIES@EXAMPLE.COM"})
        EXPECT_TRUE(finds(typed, ada())) << typed;
    for (const auto* typed : {"ada@example.com", "bo@", "ada.vries@elsewhere", "@else"})
        EXPECT_FALSE(finds(typed, ada())) << typed;
}

TEST(SearchWords, find_a_plate_as_it_is_typed) {
    for (const auto* typed : {"vxj99n", "VXJ-99-N", "vxj 99", "VX", "vxj9"}) EXPECT_TRUE(finds(typed, ada())) << typed;
    for (const auto* typed : {"xj99n", "vxj98", "99-n"}) EXPECT_FALSE(finds(typed, ada())) << typed;
    EXPECT_TRUE(finds("bxy 12", words_of_plate("DE:BXY123")));
}

TEST(SearchWords, of_different_kinds_are_combined) {
    EXPECT_TRUE(finds("vries 5678", ada()));
    EXPECT_TRUE(finds("ada vxj99n", ada()));
    EXPECT_FALSE(finds("bo 5678", ada()));
}

TEST(SearchWords, ask_for_more_when_too_little_was_typed_and_take_no_endless_text) {
    for (const auto& typed : {std::string(), std::string("a"), std::string("."), std::string("\xff\xfe"),
                              std::string(longest_typed + 1, 'a')}) {
        EXPECT_TRUE(read_typed(typed).whole.empty());
        EXPECT_TRUE(read_typed(typed).beginnings.empty());
    }
}

RC_GTEST_PROP(SearchWords, find_every_record_by_each_beginning_of_each_of_its_words, ()) {
    auto name = *rc::gen::container<std::vector<std::string>>(
        3, rc::gen::container<std::string>(rc::gen::inRange('a', static_cast<char>('z' + 1))));
    std::string whole;
    for (const auto& part : name) whole += (whole.empty() ? "" : " ") + part;
    const auto record = words_of_name(whole);
    for (const auto& part : name)
        for (std::size_t n = 2; n <= part.size(); ++n)
            RC_ASSERT(finds(part.substr(0, n), record) && finds(ascii_upper(part.substr(0, n)), record));
}

RC_GTEST_PROP(SearchWords, find_every_dutch_number_by_its_beginnings_and_ends, (std::uint32_t random)) {
    const auto digits = std::to_string(10'000'000 + random % 90'000'000);
    const auto record = words_of_phone("+316" + digits);
    const auto home = "06" + digits;
    for (std::size_t n = 3; n <= home.size(); ++n) RC_ASSERT(finds(home.substr(0, n), record));
    for (std::size_t n = 4; n <= 8; ++n) RC_ASSERT(finds(digits.substr(digits.size() - n), record));
}

RC_GTEST_PROP(SearchWords, never_stumble_over_what_is_typed, (const std::string& anything)) {
    (void)read_typed(anything);
    (void)words_of_name(anything);
    (void)words_of_plate(anything);
}

}  // namespace
}  // namespace autojet::customers
