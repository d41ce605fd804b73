#include "workshop/pictures.hpp"

#include "pictures/image.hpp"

namespace autojet::workshop {

namespace {

using pictures::Image;

constexpr int quality_of_photo = 82;
constexpr int quality_of_thumbnail = 75;
constexpr int compression_of_signature = 9;
constexpr int fewest_dark_pixels = 30;

tl::unexpected<Error> not_a_photo(std::string field) {
    return refuse(ErrorCode::invalid, "not_a_photo", "This is no photo that we can read: JPEG, PNG or WebP.",
                  std::move(field));
}

int count_dark(const Image& image) {
    int dark = 0;
    for (int y = 0; y < gdImageSY(image.get()); ++y)
        for (int x = 0; x < gdImageSX(image.get()); ++x)
            if (gdTrueColorGetGreen(gdImageGetTrueColorPixel(image.get(), x, y)) < 128) ++dark;
    return dark;
}

}  // namespace

Result<PictureHead> read_head(std::string_view file, std::string field) {
    if (file.empty()) return refuse(ErrorCode::invalid, "required", "Please choose a file.", std::move(field));
    if (file.size() > largest_photo_file)
        return refuse(ErrorCode::too_large, "file_too_large", "This file is too large.", std::move(field));
    const auto head = pictures::find_head(file);
    if (!head) return not_a_photo(std::move(field));
    if (head->width > most_pixels_a_side || head->height > most_pixels_a_side ||
        std::int64_t{head->width} * head->height > most_pixels)
        return refuse(ErrorCode::too_large, "too_many_pixels", "This photo has more pixels than we take in.",
                      std::move(field));
    return *head;
}

Result<Photo> photo_from(std::string_view file, std::string field) {
    const auto head = read_head(file, field);
    if (!head) return tl::unexpected(head.error());
    Photo photo;
    const auto keep = [&](Image decoded) {
        auto small = drawn_anew(decoded, longest_side, longest_side);
        decoded.reset();
        const auto image = upright(std::move(small), head->orientation);
        const auto thumbnail = drawn_anew(image, longest_side_of_thumbnail, longest_side_of_thumbnail);
        photo = {jpeg_of(image, quality_of_photo), jpeg_of(thumbnail, quality_of_thumbnail), gdImageSX(image.get()),
                 gdImageSY(image.get())};
    };
    if (!with_decoded(file, *head, keep)) return not_a_photo(std::move(field));
    return photo;
}

Result<std::string> signature_from(std::string_view file, std::string field) {
    const auto head = read_head(file, field);
    if (!head) return tl::unexpected(head.error());
    if (head->type != PictureType::png) return not_a_photo(std::move(field));
    std::string png;
    const auto keep = [&](const Image& decoded) {
        const auto image = drawn_anew(decoded, signature_width, signature_height);
        if (count_dark(image) >= fewest_dark_pixels) png = png_of(image, compression_of_signature);
    };
    if (!with_decoded(file, *head, keep)) return not_a_photo(std::move(field));
    if (png.empty()) return refuse(ErrorCode::invalid, "nothing_drawn", "There is no signature yet.", std::move(field));
    return png;
}

}  // namespace autojet::workshop
