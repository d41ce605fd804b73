// The shop's logo and colours on paper.
#include <cairo/cairo.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "invoicing/drafts_for_tests.hpp"
#include "invoicing/paper_for_tests.hpp"
#include "invoicing/pdf.hpp"
#include "invoicing/pdf_logo.hpp"

namespace autojet::invoicing {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Colour {
    double red, green, blue;
};

cairo_status_t append(void* text, const unsigned char* bytes, unsigned int count) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(bytes), count);
    return CAIRO_STATUS_SUCCESS;
}

// An emblem of that colour: rings, with smooth edges, on a clear ground or on white.
std::string emblem(int width, int height, Colour colour, bool clear = true) {
    auto* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    auto* cairo = cairo_create(surface);
    if (!clear) {
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
    }
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
    cairo_set_line_width(cairo, 7);
    for (double radius = 10; radius < std::max(width, height); radius += 17) {
        cairo_arc(cairo, width / 3.0, height / 2.0, radius, 0, 6.28);
        cairo_stroke(cairo);
    }
    std::string png;
    cairo_surface_write_to_png_stream(surface, append, &png);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return png;
}

// Like a photo: no two pixels beside each other are the same, and few are far apart.
std::string shaded(int width, int height) {
    auto* surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    auto* bytes = cairo_image_surface_get_data(surface);
    const auto stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            auto* pixel = bytes + y * stride + x * 4;
            pixel[0] = static_cast<unsigned char>(x * 255 / width);
            pixel[1] = static_cast<unsigned char>(y * 255 / height);
            pixel[2] = static_cast<unsigned char>(128 + 100 * std::sin(x / 19.0) * std::cos(y / 13.0));
            pixel[3] = 255;
        }
    cairo_surface_mark_dirty(surface);
    std::string png;
    cairo_surface_write_to_png_stream(surface, append, &png);
    cairo_surface_destroy(surface);
    return png;
}

// Red, green and blue of each.
std::vector<std::uint32_t> pixels_of_surface(cairo_surface_t* surface) {
    std::vector<std::uint32_t> pixels;
    EXPECT_EQ(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    const auto* bytes = cairo_image_surface_get_data(surface);
    for (int y = 0; y < cairo_image_surface_get_height(surface); ++y)
        for (int x = 0; x < cairo_image_surface_get_width(surface); ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, bytes + y * cairo_image_surface_get_stride(surface) + x * 4, sizeof pixel);
            pixels.push_back(pixel & 0xffffff);
        }
    cairo_surface_destroy(surface);
    return pixels;
}

std::vector<std::uint32_t> pixels_of(const std::string& file) {
    return pixels_of_surface(cairo_image_surface_create_from_png(file.c_str()));
}

std::vector<std::uint32_t> pixels_in(std::string_view png) {
    const auto take = [](void* rest, unsigned char* into, unsigned int count) {
        auto& text = *static_cast<std::string_view*>(rest);
        if (text.size() < count) return CAIRO_STATUS_READ_ERROR;
        std::memcpy(into, text.data(), count);
        text.remove_prefix(count);
        return CAIRO_STATUS_SUCCESS;
    };
    return pixels_of_surface(cairo_image_surface_create_from_png_stream(take, &png));
}

constexpr Colour petrol{0.02, 0.3, 0.35}, white{1, 1, 1};

std::string pdf_with(const PaperLook& look) {
    return to_pdf(sound(draft_for_business()), Language::nl, {}, look);
}

TEST(PdfLogo, stands_on_paper_as_a_figure_with_words_and_the_name_stays_readable) {
    const Paper paper{pdf_with({.logo = emblem(480, 120, petrol)})};
    paper.said_by("qpdf", "--check");
    EXPECT_THAT(paper.said_by("pdfimages", "-list"), HasSubstr("480   120"));
    const auto inside = paper.said_by("qpdf", "--qdf --object-streams=disable", "-");
    EXPECT_THAT(inside, HasSubstr("/Alt (Logo: Garage Dee & Zn. <Haarlem>)"));
    EXPECT_THAT(inside, HasSubstr("/Alt (QR-code"));
    EXPECT_THAT(paper.text(), HasSubstr("Garage Dee & Zn. <Haarlem>"));
}

TEST(PdfLogo, that_is_none_leaves_the_name_as_the_wordmark) {
    const auto without = pdf_with({});
    for (const auto* broken : {"", "GIF89a", "\x89PNG\r\n\x1a\n", "%PDF-1.7"})
        EXPECT_EQ(pdf_with({.logo = broken}), without);
    auto cut = emblem(100, 100, petrol);
    EXPECT_EQ(pdf_with({.logo = cut.substr(0, cut.size() / 2)}), without);
}

TEST(PdfLogo, of_any_shape_stays_within_its_place) {
    for (const auto& [width, height] : {std::pair{480, 40}, {60, 160}, {160, 160}, {8, 8}, {480, 160}, {1, 160}}) {
        const auto logo = paper::read_logo(emblem(width, height, petrol)).value();
        EXPECT_LE(logo.picture.width, 190);
        EXPECT_LE(logo.picture.height, 52);
        EXPECT_NEAR(logo.picture.width / logo.picture.height, static_cast<double>(width) / height, 0.01);
        EXPECT_LE(logo.picture.width, width * 0.75) << "never larger than on a screen";
        Paper{pdf_with({.logo = emblem(width, height, petrol)})}.said_by("qpdf", "--check");
    }
}

TEST(PdfLogo, made_for_a_dark_ground_gets_one) {
    EXPECT_TRUE(paper::read_logo(emblem(300, 100, white))->is_light);
    EXPECT_FALSE(paper::read_logo(emblem(300, 100, petrol))->is_light);
    EXPECT_FALSE(paper::read_logo(emblem(300, 100, petrol, false))->is_light) << "it has brought its ground";
    EXPECT_FALSE(paper::read_logo(shaded(100, 100))->is_light);
}

// What a document without a picture needs is 1 KB less than one with it: the objects that tell of it.
TEST(PdfLogo, takes_no_more_room_than_the_picture_took) {
    const auto without = pdf_with({}).size();
    for (const auto& logo :
         {emblem(480, 120, petrol), emblem(480, 160, white), emblem(160, 160, petrol, false), shaded(480, 160)})
        EXPECT_LE(pdf_with({.logo = logo}).size(), without + logo.size() + 1024) << logo.size();
}

TEST(PdfLogo, is_drawn_pixel_by_pixel_as_it_was) {
    const auto logo = shaded(64, 48);
    const Paper paper{pdf_with({.logo = logo})};
    paper.said_by("pdfimages", "-png", paper.beside("logo"));
    EXPECT_EQ(pixels_of(paper.beside("logo-000.png")), pixels_in(logo));
}

TEST(PdfColours, are_those_of_the_shop) {
    const auto red =
        Paper{pdf_with({.paint = {0xb0, 0x10, 0x20}})}.said_by("qpdf", "--qdf --object-streams=disable", "-");
    EXPECT_THAT(red, HasSubstr("0.690196 0.0627451 0.12549 rg"));
    EXPECT_THAT(red, Not(HasSubstr("0.0196078 0.129412 0.164706 rg"))) << "nothing is left of the usual one";
}

}  // namespace
}  // namespace autojet::invoicing
