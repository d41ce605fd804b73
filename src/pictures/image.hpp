// Pictures that come from outside, made safe to keep: really decoded, by libgd, and drawn anew, so that nothing of the
// file that came is in the one that is kept (no place, no camera, no hidden content).
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <gd.h>

#include "pictures/head.hpp"

namespace autojet::pictures {

struct Destroy {
    void operator()(gdImagePtr image) const { gdImageDestroy(image); }
};
using Image = std::unique_ptr<gdImage, Destroy>;

// Hands the decoded picture to `use`; false, and nothing is called, when the file is no picture of the size that its
// head says. One at a time in the whole program: a large one takes two hundred megabytes while it is decoded.
bool with_decoded(std::string_view file, const PictureHead& head, const std::function<void(Image)>& use);

enum class Ground { white, clear };

// A picture of the same at most so large, never enlarged. Throws Broken when there is no memory.
Image drawn_anew(const Image& image, int most_width, int most_height, Ground ground = Ground::white);

// By EXIF's orientation (2.3, 4.6.4), 1 to 8.
Image upright(Image image, int orientation);

inline constexpr int usual_compression = -1;
std::string png_of(const Image& image, int compression = usual_compression);
std::string jpeg_of(const Image& image, int quality);

}  // namespace autojet::pictures
