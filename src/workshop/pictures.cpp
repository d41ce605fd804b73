#include "workshop/pictures.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>

#include <gd.h>

namespace autojet::workshop {

namespace {

constexpr int quality_of_photo = 82;
constexpr int quality_of_thumbnail = 75;
constexpr int compression_of_signature = 9;
constexpr std::size_t most_scans = 100;  // of a progressive JPEG: each costs a pass over all of it
constexpr int fewest_dark_pixels = 30;

struct Destroy {
    void operator()(gdImagePtr image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<std::remove_pointer_t<gdImagePtr>, Destroy>;

tl::unexpected<Error> not_a_photo(std::string field) {
    return refuse(ErrorCode::invalid, "not_a_photo", "This is no photo that we can read: JPEG, PNG or WebP.",
                  std::move(field));
}

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

// On white, at most so large, never enlarged.
Image drawn_anew(const Image& image, int most_width, int most_height) {
    const int width = gdImageSX(image.get()), height = gdImageSY(image.get());
    const double scale =
        std::min({1.0, static_cast<double>(most_width) / width, static_cast<double>(most_height) / height});
    const int new_width = std::max(1, static_cast<int>(width * scale));
    const int new_height = std::max(1, static_cast<int>(height * scale));
    Image drawn(gdImageCreateTrueColor(new_width, new_height));
    if (!drawn) throw Broken("there was no memory for a picture");
    gdImageFilledRectangle(drawn.get(), 0, 0, new_width - 1, new_height - 1, gdTrueColor(255, 255, 255));
    gdImageCopyResampled(drawn.get(), image.get(), 0, 0, 0, 0, new_width, new_height, width, height);
    return drawn;
}

Image turned(Image image, float degrees) {
    if (degrees == 0) return image;
    Image other(gdImageRotateInterpolated(image.get(), degrees, gdTrueColor(255, 255, 255)));
    if (!other) throw Broken("a picture could not be turned");
    return other;
}

// EXIF 2.3, 4.6.4: mirrored where it says so, then turned; libgd turns against the clock.
Image upright(Image image, int orientation) {
    if (orientation == 2 || orientation == 5 || orientation == 7) gdImageFlipHorizontal(image.get());
    if (orientation == 4) gdImageFlipVertical(image.get());
    if (orientation == 3) gdImageFlipBoth(image.get());
    if (orientation == 5 || orientation == 8) return turned(std::move(image), 90);
    if (orientation == 6 || orientation == 7) return turned(std::move(image), 270);
    return image;
}

std::string taken_over(void* bytes, int size) {
    if (!bytes || size <= 0) throw Broken("a picture could not be written");
    const std::unique_ptr<void, void (*)(void*)> owned(bytes, gdFree);
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

std::string jpeg_of(const Image& image, int quality) {
    int size = 0;
    auto* bytes = gdImageJpegPtr(image.get(), &size, quality);
    return taken_over(bytes, size);
}

int count_dark(const Image& image) {
    int dark = 0;
    for (int y = 0; y < gdImageSY(image.get()); ++y)
        for (int x = 0; x < gdImageSX(image.get()); ++x)
            if (gdTrueColorGetGreen(gdImageGetTrueColorPixel(image.get(), x, y)) < 128) ++dark;
    return dark;
}

// One at a time: a large one takes two hundred megabytes while it is decoded.
template <class T>
Result<T> with_decoded(std::string_view file, const PictureHead& head, const std::string& field,
                       const std::function<Result<T>(Image)>& use) {
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    gdSetErrorMethod(say_nothing);
    auto image = decode(file, head);
    if (!image || gdImageSX(image.get()) != head.width || gdImageSY(image.get()) != head.height)
        return not_a_photo(field);
    return use(std::move(image));
}

}  // namespace

Result<Photo> photo_from(std::string_view file, std::string field) {
    const auto head = read_head(file, field);
    if (!head) return tl::unexpected(head.error());
    return with_decoded<Photo>(file, *head, field, [&](Image decoded) -> Result<Photo> {
        auto small = drawn_anew(decoded, longest_side, longest_side);
        decoded.reset();
        const auto image = upright(std::move(small), head->orientation);
        const auto thumbnail = drawn_anew(image, longest_side_of_thumbnail, longest_side_of_thumbnail);
        return Photo{jpeg_of(image, quality_of_photo), jpeg_of(thumbnail, quality_of_thumbnail), gdImageSX(image.get()),
                     gdImageSY(image.get())};
    });
}

Result<std::string> signature_from(std::string_view file, std::string field) {
    const auto head = read_head(file, field);
    if (!head) return tl::unexpected(head.error());
    if (head->type != PictureType::png) return not_a_photo(field);
    return with_decoded<std::string>(file, *head, field, [&](Image decoded) -> Result<std::string> {
        const auto image = drawn_anew(decoded, signature_width, signature_height);
        if (count_dark(image) < fewest_dark_pixels)
            return refuse(ErrorCode::invalid, "nothing_drawn", "There is no signature yet.", field);
        int size = 0;
        auto* bytes = gdImagePngPtrEx(image.get(), &size, compression_of_signature);
        return taken_over(bytes, size);
    });
}

}  // namespace autojet::workshop
