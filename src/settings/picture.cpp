#include "settings/picture.hpp"

#include <gd.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace autojet::settings {

namespace {

constexpr std::int64_t most_pixels = 25'000'000;
constexpr int widest = 480, highest = 160;

struct Size {
    std::int64_t width = 0, height = 0;
};

std::int64_t number_at(std::string_view file, std::size_t at, std::size_t bytes) {
    std::int64_t number = 0;
    for (std::size_t n = 0; n < bytes; ++n) number = number * 256 + static_cast<unsigned char>(file[at + n]);
    return number;
}

bool is_png(std::string_view file) {
    return file.starts_with("\x89PNG\r\n\x1a\n");
}
bool is_jpeg(std::string_view file) {
    return file.starts_with("\xff\xd8\xff");
}

// The head of a PNG begins with the size (PNG 11.2.2).
std::optional<Size> size_of_png(std::string_view file) {
    constexpr std::size_t at = 16, length = 8;
    if (file.size() < at + length) return std::nullopt;
    return Size{number_at(file, at, 4), number_at(file, at + 4, 4)};
}

// The first frame header of a JPEG (ITU T.81 B.2.2): markers C0 to CF but for C4, C8 and CC.
std::optional<Size> size_of_jpeg(std::string_view file) {
    std::size_t at = 2;
    while (at + 9 < file.size()) {
        if (number_at(file, at, 1) != 0xff) return std::nullopt;
        const auto marker = number_at(file, at + 1, 1);
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
            return Size{number_at(file, at + 7, 2), number_at(file, at + 5, 2)};
        at += marker == 0xff ? 1 : 2 + static_cast<std::size_t>(number_at(file, at + 2, 2));
    }
    return std::nullopt;
}

struct Destroy {
    void operator()(gdImagePtr image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, Destroy>;

void say_nothing(int, const char*, va_list) {}  // what the file makes the library say is for nobody

Image decoded(std::string_view file) {
    gdSetErrorMethod(say_nothing);
    const auto size = static_cast<int>(file.size());
    auto* bytes = const_cast<char*>(file.data());  // the library reads it only
    return Image{is_png(file) ? gdImageCreateFromPngPtr(size, bytes) : gdImageCreateFromJpegPtr(size, bytes)};
}

Image made_small(const Image& image) {
    const int width = gdImageSX(image.get()), height = gdImageSY(image.get());
    const double share = std::min({1.0, static_cast<double>(widest) / width, static_cast<double>(highest) / height});
    const int new_width = std::max(1, static_cast<int>(width * share));
    const int new_height = std::max(1, static_cast<int>(height * share));
    Image small{gdImageCreateTrueColor(new_width, new_height)};
    if (!small) return small;
    gdImageAlphaBlending(small.get(), 0);
    gdImageSaveAlpha(small.get(), 1);
    gdImageFilledRectangle(small.get(), 0, 0, new_width - 1, new_height - 1,
                           gdTrueColorAlpha(0, 0, 0, gdAlphaTransparent));
    gdImageCopyResampled(small.get(), image.get(), 0, 0, 0, 0, new_width, new_height, width, height);
    return small;
}

tl::unexpected<Error> no_picture() {
    return refuse(ErrorCode::invalid, "not_a_picture", "This is not a PNG or JPEG picture that can be read.", "logo");
}

}  // namespace

Result<Drawn> draw_logo(std::string_view file) {
    if (!is_png(file) && !is_jpeg(file)) return no_picture();
    const auto size = is_png(file) ? size_of_png(file) : size_of_jpeg(file);
    if (!size || size->width <= 0 || size->height <= 0) return no_picture();
    if (file.size() > largest_logo_file || size->width > most_pixels || size->height > most_pixels ||
        size->width * size->height > most_pixels)
        return refuse(ErrorCode::too_large, "picture_too_large", "This picture is too large. Please make it smaller.",
                      "logo");
    const auto image = decoded(file);
    if (!image) return no_picture();
    const auto small = made_small(image);
    int bytes = 0;
    auto* png = small ? static_cast<char*>(gdImagePngPtr(small.get(), &bytes)) : nullptr;
    if (!png) return no_picture();
    Drawn drawn{std::string(png, static_cast<std::size_t>(bytes)), gdImageSX(small.get()), gdImageSY(small.get())};
    gdFree(png);
    return drawn;
}

}  // namespace autojet::settings
