#include "workshop/pictures.hpp"

#include <gd.h>
#include <gtest/gtest.h>

namespace autojet::workshop {
namespace {

std::string taken_over(void* bytes, int size) {
    std::string text(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
    gdFree(bytes);
    return text;
}

enum class Kind { jpeg, png, webp };

// Red, with a green corner above on the left.
std::string picture(Kind kind, int width, int height) {
    auto* image = gdImageCreateTrueColor(width, height);
    gdImageFilledRectangle(image, 0, 0, width - 1, height - 1, gdTrueColor(200, 0, 0));
    gdImageFilledRectangle(image, 0, 0, width / 4, height / 4, gdTrueColor(0, 200, 0));
    int size = 0;
    auto* bytes = kind == Kind::jpeg  ? gdImageJpegPtr(image, &size, 90)
                  : kind == Kind::png ? gdImagePngPtr(image, &size)
                                      : gdImageWebpPtr(image, &size);
    gdImageDestroy(image);
    return taken_over(bytes, size);
}

// A camera's note in a JPEG: its side, and where the picture was taken.
std::string with_exif(const std::string& jpeg, char orientation) {
    std::string tiff("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19);
    tiff += orientation;
    tiff += std::string(6, '\0') + "Televisieweg 63, Almere";
    const auto body = std::string("Exif\0\0", 6) + tiff;
    const auto length = body.size() + 2;
    return jpeg.substr(0, 2) + "\xFF\xE1" + static_cast<char>(length >> 8U) + static_cast<char>(length & 0xFFU) + body +
           jpeg.substr(2);
}

std::string reason(std::string_view file) {
    const auto photo = photo_from(file, "photos");
    return photo ? "kept" : photo.error().reason;
}

bool is_green(const std::string& jpeg, int x, int y) {
    auto* image = gdImageCreateFromJpegPtr(static_cast<int>(jpeg.size()), const_cast<char*>(jpeg.data()));
    const auto colour = gdImageGetTrueColorPixel(image, x, y);
    gdImageDestroy(image);
    return gdTrueColorGetGreen(colour) > gdTrueColorGetRed(colour);
}

TEST(Pictures, of_three_kinds_are_kept_as_jpeg_with_a_thumbnail) {
    for (const auto kind : {Kind::jpeg, Kind::png, Kind::webp}) {
        const auto photo = photo_from(picture(kind, 640, 480), "photos");
        ASSERT_TRUE(photo);
        EXPECT_EQ(photo->width, 640);
        EXPECT_TRUE(photo->image.starts_with("\xFF\xD8"));
        const auto small = read_head(photo->thumbnail, "photos").value();
        EXPECT_EQ(small.width, longest_side_of_thumbnail);
        EXPECT_EQ(small.height, 240);
    }
}

TEST(Pictures, are_never_larger_than_they_need_be) {
    const auto photo = photo_from(picture(Kind::jpeg, 4000, 1000), "photos").value();
    EXPECT_EQ(photo.width, longest_side);
    EXPECT_EQ(photo.height, 400);
}

TEST(Pictures, lose_where_and_with_what_they_were_taken) {
    const auto taken = with_exif(picture(Kind::jpeg, 320, 240), 1);
    ASSERT_NE(taken.find("Televisieweg"), std::string::npos);
    const auto photo = photo_from(taken, "photos").value();
    EXPECT_EQ(photo.image.find("Televisieweg"), std::string::npos);
    EXPECT_EQ(photo.image.find("Exif"), std::string::npos);
    EXPECT_EQ(photo.thumbnail.find("Exif"), std::string::npos);
}

TEST(Pictures, stand_upright_whichever_way_the_phone_was_held) {
    struct Case {
        char orientation;
        bool swaps;
        int x, y;  // where the corner is, in tenths
    };
    for (const auto& [orientation, swaps, x, y] :
         {Case{1, false, 1, 1}, Case{2, false, 9, 1}, Case{3, false, 9, 9}, Case{4, false, 1, 9}, Case{5, true, 1, 1},
          Case{6, true, 9, 1}, Case{7, true, 9, 9}, Case{8, true, 1, 9}}) {
        const auto photo = photo_from(with_exif(picture(Kind::jpeg, 400, 200), orientation), "photos").value();
        EXPECT_EQ(photo.width, swaps ? 200 : 400) << int{orientation};
        EXPECT_TRUE(is_green(photo.image, photo.width * x / 10, photo.height * y / 10)) << int{orientation};
    }
}

TEST(Pictures, that_are_none_are_refused) {
    EXPECT_EQ(reason(""), "required");
    EXPECT_EQ(reason("<html>"), "not_a_photo");
    EXPECT_EQ(reason("GIF89a\1\0\1\0"), "not_a_photo");
    EXPECT_EQ(reason("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), "not_a_photo");
    for (const auto kind : {Kind::jpeg, Kind::png, Kind::webp}) {
        const auto whole = picture(kind, 64, 64);
        EXPECT_EQ(reason(whole.substr(0, 20)), "not_a_photo");
        auto broken = whole;
        if (kind == Kind::png) broken.replace(broken.find("IDAT") + 6, 4, "????");
        if (kind == Kind::webp) broken.resize(broken.size() / 2);
        if (kind != Kind::jpeg) {
            EXPECT_EQ(reason(broken), "not_a_photo");
        }
    }
}

TEST(Pictures, every_beginning_of_a_file_is_read_without_harm) {
    for (const auto kind : {Kind::jpeg, Kind::png, Kind::webp}) {
        const auto whole = with_exif(picture(kind, 16, 16), 6);
        for (std::size_t length = 0; length < std::min<std::size_t>(whole.size(), 400); ++length)
            (void)read_head(whole.substr(0, length), "photos");
    }
}

// A few bytes that claim to be gigabytes: nothing is decoded.
TEST(Pictures, that_would_fill_the_memory_are_refused_by_their_head) {
    auto bomb = picture(Kind::png, 16, 16);
    bomb.replace(16, 8, std::string("\0\1\0\0\0\1\0\0", 8));  // 65536 by 65536
    EXPECT_EQ(reason(bomb), "too_many_pixels");
    bomb.replace(16, 8, std::string("\0\0\x4E\x20\0\0\x4E\x20", 8));  // 20000 by 20000
    EXPECT_EQ(reason(bomb), "too_many_pixels");
    bomb.replace(16, 8, std::string("\0\0\x10\0\0\0\x10\0", 8));  // 4096 by 4096, which it is not
    EXPECT_EQ(reason(bomb), "not_a_photo");
    EXPECT_EQ(reason(std::string(largest_photo_file + 1, 'x')), "file_too_large");
}

TEST(Pictures, of_more_scans_than_a_camera_makes_are_refused) {
    auto jpeg = picture(Kind::jpeg, 16, 16);
    for (int n = 0; n < 200; ++n) jpeg += "\xFF\xDA";
    EXPECT_EQ(reason(jpeg), "not_a_photo");
}

TEST(Signatures, are_drawn_anew_on_white_and_nothing_is_none) {
    auto* pad = gdImageCreateTrueColor(900, 300);
    gdImageFilledRectangle(pad, 0, 0, 899, 299, gdTrueColor(255, 255, 255));
    int size = 0;
    auto* bytes = gdImagePngPtr(pad, &size);
    EXPECT_EQ(signature_from(taken_over(bytes, size), "signature").error().reason, "nothing_drawn");
    gdImageSetThickness(pad, 4);
    gdImageLine(pad, 100, 100, 600, 200, gdTrueColor(0, 0, 0));
    bytes = gdImagePngPtr(pad, &size);
    gdImageDestroy(pad);
    EXPECT_TRUE(signature_from(taken_over(bytes, size), "signature"));
    EXPECT_EQ(signature_from(picture(Kind::jpeg, 100, 100), "signature").error().reason, "not_a_photo");
}

}  // namespace
}  // namespace autojet::workshop
