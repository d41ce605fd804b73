#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "app/resources.hpp"
#include "base/messages.hpp"
#include "booking/booking.hpp"
#include "http/assets.hpp"
#include "http/html.hpp"
#include "scheduling/catalogue.hpp"
#include "scheduling/claims.hpp"
#include "staff/staff.hpp"

namespace autojet::app {
namespace {

const Messages& messages() {
    static const Messages kept{dutch_messages()};
    return kept;
}

bool is_translated(std::string_view english) {
    return !messages().find(Language::nl, english).empty();
}

TEST(Messages, every_sentence_of_the_templates_has_a_dutch_one) {
    const http::Assets assets{all_assets()};
    const auto sources = all_templates();
    ASSERT_GT(sources.size(), 20U);
    const http::Templates templates{
        sources, [&](std::string_view name) { return assets.url(name); },
        [](Language language, std::string_view english) { return messages().find(language, english); }};
    EXPECT_EQ(templates.untranslated(), std::vector<std::string>{});
}

TEST(Messages, every_label_has_a_dutch_one) {
    for (const auto size : scheduling::all_sizes) {
        EXPECT_TRUE(is_translated(label(size))) << label(size);
        EXPECT_TRUE(is_translated(examples(size))) << examples(size);
    }
    for (const auto reason : scheduling::all_block_reasons) EXPECT_TRUE(is_translated(label(reason))) << label(reason);
    for (const auto status : {booking::Status::pending, booking::Status::confirmed, booking::Status::cancelled})
        EXPECT_TRUE(is_translated(label(status))) << label(status);
    for (const auto role : staff::all_roles) EXPECT_TRUE(is_translated(label(role))) << label(role);
}

// Short words that no reader of the sources recognises as a message: tools/tidy finds the sentences.
TEST(Messages, every_word_on_the_calendar_has_a_dutch_one) {
    for (const std::string_view word :
         {"closed", "full", "past", "now", "in", "from", "booking", "bookings", "to confirm"})
        EXPECT_TRUE(is_translated(word)) << word;
}

TEST(Messages, an_unknown_sentence_stays_english) {
    EXPECT_FALSE(is_translated("Nobody ever said this."));
    EXPECT_EQ(messages().translate(Language::nl, "Nobody ever said this."), "Nobody ever said this.");
}

}  // namespace
}  // namespace autojet::app
