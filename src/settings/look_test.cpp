#include <gd.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "settings/picture.hpp"
#include "shop/theme.hpp"
#include "shop/words.hpp"

namespace autojet::settings {
namespace {

using shop::Colour;
using shop::Colours;

std::string png_of(int width, int height) {
    auto* image = gdImageCreateTrueColor(width, height);
    int size = 0;
    auto* bytes = static_cast<char*>(gdImagePngPtr(image, &size));
    std::string png(bytes, static_cast<std::size_t>(size));
    gdFree(bytes);
    gdImageDestroy(image);
    return png;
}

TEST(Logos, are_drawn_anew_and_made_small) {
    const auto file = png_of(1200, 300) + "<script>alert(1)</script>";
    const auto drawn = draw_logo(file).value();
    EXPECT_EQ(drawn.width, 480);
    EXPECT_EQ(drawn.height, 120);
    EXPECT_EQ(drawn.png.find("script"), std::string::npos) << "what hangs on to the file is not passed on";
}

TEST(Logos, that_are_no_pictures_or_say_to_be_huge_are_refused) {
    for (const auto* text : {"", "GIF89a", "<svg onload='alert(1)'/>", "\x89PNG\r\n\x1a\n", "\xff\xd8\xff\xe0"})
        EXPECT_EQ(draw_logo(text).error().reason, "not_a_picture") << text;
    auto cut = png_of(40, 40);
    EXPECT_EQ(draw_logo(cut.substr(0, 30)).error().reason, "not_a_picture");
    auto huge = png_of(10, 10);
    huge.replace(16, 8, std::string("\x7f\xff\xff\xff\x7f\xff\xff\xff", 8));
    EXPECT_EQ(draw_logo(huge).error().reason, "picture_too_large");
    EXPECT_EQ(draw_logo("\xff\xd8\xff" + std::string(100, '\xff')).error().reason, "not_a_picture");
}

TEST(Contrast, is_that_of_the_standard) {
    EXPECT_NEAR(shop::contrast({0, 0, 0}, {255, 255, 255}), 21.0, 0.01);
    EXPECT_NEAR(shop::contrast({119, 119, 119}, {255, 255, 255}), 4.48, 0.01);
    EXPECT_TRUE(shop::unreadable(Colours{}).empty()) << "the program's own colours can be read";
}

RC_GTEST_PROP(Contrast, of_the_suggested_shade_is_enough, ()) {
    const auto channel = rc::gen::inRange(0, 256);
    const Colours chosen{Colour{*channel, *channel, *channel}.text(), Colour{*channel, *channel, *channel}.text(),
                         Colour{*channel, *channel, *channel}.text()};
    for (const auto& poor : shop::unreadable(chosen)) {
        RC_ASSERT(poor.ratio < shop::least_contrast);
        if (poor.field == "glow") continue;  // its ground may be the paint, which is mended first
        auto mended = chosen;
        (poor.field == "paint" ? mended.paint : mended.link) = poor.instead;
        for (const auto& still : shop::unreadable(mended)) RC_ASSERT(still.field != poor.field);
    }
}

TEST(Colours, are_six_digits_and_nothing_else) {
    EXPECT_EQ(Colour::parse("#0A3442")->text(), "#0a3442");
    for (const auto* wrong : {"", "#fff", "0a3442", "#0a344g", "#0a34422", "red", "#0a3442;}body{display:none"})
        EXPECT_FALSE(Colour::parse(wrong)) << wrong;
}

TEST(Words, know_their_placeholders_and_their_length) {
    const auto& title = *shop::find_text("home_title");
    EXPECT_EQ(shop::check_wording(title, " Welcome at {shop} ", "nl").value(), "Welcome at {shop}");
    EXPECT_EQ(shop::check_wording(title, "It is {when}", "nl").error().reason, "unknown_placeholder");
    EXPECT_EQ(shop::check_wording(title, "An open {brace", "nl").error().reason, "unknown_placeholder");
    EXPECT_EQ(shop::check_wording(title, std::string(61, 'x'), "nl").error().reason, "too_long");
    EXPECT_TRUE(shop::check_wording(*shop::find_text("mail_arrival"), "{service} at {when}", "nl"));
}

}  // namespace
}  // namespace autojet::settings
