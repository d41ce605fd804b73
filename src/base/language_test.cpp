#include "base/language.hpp"

#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace autojet {
namespace {

TEST(Language, codes_come_back) {
    for (const auto language : all_languages) EXPECT_EQ(from_code(code(language)), language);
    for (const auto* unknown : {"", "NL", "de", "nl-NL", "english"})
        EXPECT_EQ(from_code(unknown), std::nullopt) << unknown;
}

TEST(Language, the_browser_gets_the_best_of_ours) {
    EXPECT_EQ(from_accept_language("en-GB,en;q=0.9"), Language::en);
    EXPECT_EQ(from_accept_language("nl-NL,nl;q=0.9,en;q=0.8"), Language::nl);
    EXPECT_EQ(from_accept_language("de-DE, de;q=0.9, EN;q=0.5, nl;q=0.4"), Language::en);
    EXPECT_EQ(from_accept_language("nl;q=0.5, en;q=0.501"), Language::en);
    EXPECT_EQ(from_accept_language("en;q=0.5, *;q=0.1"), Language::en);
    EXPECT_EQ(from_accept_language("en, nl"), Language::en);
    EXPECT_EQ(from_accept_language(" en ; q=1.000 , nl;q=0.999"), Language::en);
}

TEST(Language, dutch_when_nothing_fits) {
    for (const auto* header :
         {"", "*", "fr", "en;q=0", "en;q=0.000", ",,;", "en;q=nonsense", "en;q=2", "en;q=1.5", "enx"})
        EXPECT_EQ(from_accept_language(header), Language::nl) << header;
}

RC_GTEST_PROP(Language, any_header_has_an_answer, (const std::string& header)) {
    const auto language = from_accept_language(header);
    RC_ASSERT(from_code(code(language)) == language);
}

}  // namespace
}  // namespace autojet
