#include "settings/picture.hpp"

#include "pictures/image.hpp"

namespace autojet::settings {

namespace {

using pictures::Image;
using pictures::PictureType;

constexpr std::int64_t most_pixels = 25'000'000;
constexpr int widest = 480, highest = 160;

tl::unexpected<Error> no_picture() {
    return refuse(ErrorCode::invalid, "not_a_picture", "This is not a PNG or JPEG picture that can be read.", "logo");
}

}  // namespace

Result<Drawn> draw_logo(std::string_view file) {
    const auto head = pictures::find_head(file);
    if (!head || head->type == PictureType::webp) return no_picture();
    if (file.size() > largest_logo_file || std::int64_t{head->width} * head->height > most_pixels)
        return refuse(ErrorCode::too_large, "picture_too_large", "This picture is too large. Please make it smaller.",
                      "logo");
    Drawn drawn;
    const auto keep = [&](const Image& decoded) {
        const auto small = drawn_anew(decoded, widest, highest, pictures::Ground::clear);
        drawn = {png_of(small), gdImageSX(small.get()), gdImageSY(small.get())};
    };
    if (!with_decoded(file, *head, keep)) return no_picture();
    return drawn;
}

}  // namespace autojet::settings
