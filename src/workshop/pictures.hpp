// Photos and signatures that come from outside, drawn anew (pictures/image.hpp). What is no picture, or would be larger
// in memory than a picture of a phone is, is refused before it is decoded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "pictures/head.hpp"

namespace autojet::workshop {

inline constexpr std::size_t largest_photo_file = 20 * 1024 * 1024;  // bytes
inline constexpr std::int64_t most_pixels = 50'000'000;
inline constexpr int most_pixels_a_side = 20'000;
inline constexpr int longest_side = 1600;  // pixels, of what is kept
inline constexpr int longest_side_of_thumbnail = 320;
inline constexpr int signature_width = 900;  // at most
inline constexpr int signature_height = 450;

using pictures::PictureHead;
using pictures::PictureType;

// JPEG, PNG or WebP. Refused with `required` (empty), `file_too_large`, `not_a_photo`, and `too_many_pixels`.
Result<PictureHead> read_head(std::string_view file, std::string field);

struct Photo {
    std::string image, thumbnail;  // JPEG
    int width = 0, height = 0;     // of the image
};

// Upright, at most `longest_side` either way. Refused as read_head() is.
Result<Photo> photo_from(std::string_view file, std::string field);

// What was drawn on the screen, as PNG of at most `signature_width` by `signature_height`: black on white. Refused as
// read_head() is (PNG alone), and with `nothing_drawn`.
Result<std::string> signature_from(std::string_view file, std::string field);

}  // namespace autojet::workshop
