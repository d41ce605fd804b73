#include "pictures/image.hpp"

#include <algorithm>
#include <mutex>

#include "base/result.hpp"

namespace autojet::pictures {

namespace {

constexpr std::size_t most_scans = 100;  // of a progressive JPEG: each costs a pass over all of it

// libgd writes what is wrong with a picture to the standard error; it is told to the sender instead.
void say_nothing(int, const char*, va_list) {}

std::size_t count_scans(std::string_view jpeg) {
    std::size_t scans = 0;
    for (auto at = jpeg.find("\xFF\xDA"); at != std::string_view::npos; at = jpeg.find("\xFF\xDA", at + 2)) ++scans;
    return scans;
}

Image decode(std::string_view file, const PictureHead& head) {
    auto* bytes = const_cast<char*>(file.data());  // libgd reads it only
    const auto size = static_cast<int>(file.size());
    switch (head.type) {
        case PictureType::jpeg:
            return Image(count_scans(file) > most_scans ? nullptr : gdImageCreateFromJpegPtr(size, bytes));
        case PictureType::png:
            return Image(gdImageCreateFromPngPtr(size, bytes));
        case PictureType::webp:
            return Image(gdImageCreateFromWebpPtr(size, bytes));
    }
    return nullptr;
}

Image turned(Image image, float degrees) {
    if (degrees == 0) return image;
    Image other(gdImageRotateInterpolated(image.get(), degrees, gdTrueColor(255, 255, 255)));
    if (!other) throw Broken("a picture could not be turned");
    return other;
}

std::string taken_over(void* bytes, int size) {
    if (!bytes || size <= 0) throw Broken("a picture could not be written");
    const std::unique_ptr<void, void (*)(void*)> owned(bytes, gdFree);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

}  // namespace

bool with_decoded(std::string_view file, const PictureHead& head, const std::function<void(Image)>& use) {
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    gdSetErrorMethod(say_nothing);
    auto image = decode(file, head);
    if (!image || gdImageSX(image.get()) != head.width || gdImageSY(image.get()) != head.height) return false;
    use(std::move(image));
    return true;
}

Image drawn_anew(const Image& image, int most_width, int most_height, Ground ground) {
    const int width = gdImageSX(image.get()), height = gdImageSY(image.get());
    const double scale =
        std::min({1.0, static_cast<double>(most_width) / width, static_cast<double>(most_height) / height});
    const int new_width = std::max(1, static_cast<int>(width * scale));
    const int new_height = std::max(1, static_cast<int>(height * scale));
    Image drawn(gdImageCreateTrueColor(new_width, new_height));
    if (!drawn) throw Broken("there was no memory for a picture");
    if (ground == Ground::clear) {
        gdImageAlphaBlending(drawn.get(), 0);
        gdImageSaveAlpha(drawn.get(), 1);
    }
    const int paint =
        ground == Ground::clear ? gdTrueColorAlpha(0, 0, 0, gdAlphaTransparent) : gdTrueColor(255, 255, 255);
    gdImageFilledRectangle(drawn.get(), 0, 0, new_width - 1, new_height - 1, paint);
    gdImageCopyResampled(drawn.get(), image.get(), 0, 0, 0, 0, new_width, new_height, width, height);
    return drawn;
}

// Mirrored where it says so, then turned; libgd turns against the clock.
Image upright(Image image, int orientation) {
    if (orientation == 2 || orientation == 5 || orientation == 7) gdImageFlipHorizontal(image.get());
    if (orientation == 4) gdImageFlipVertical(image.get());
    if (orientation == 3) gdImageFlipBoth(image.get());
    if (orientation == 5 || orientation == 8) return turned(std::move(image), 90);
    if (orientation == 6 || orientation == 7) return turned(std::move(image), 270);
    return image;
}

std::string png_of(const Image& image, int compression) {
    int size = 0;
    auto* bytes = gdImagePngPtrEx(image.get(), &size, compression);
    return taken_over(bytes, size);
}

std::string jpeg_of(const Image& image, int quality) {
    int size = 0;
    auto* bytes = gdImageJpegPtr(image.get(), &size, quality);
    return taken_over(bytes, size);
}

}  // namespace autojet::pictures
