// A logo from what somebody sent: decoded, made small enough and drawn anew, so that nothing of the file is passed on
// but its pixels.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::settings {

struct Drawn {
    std::string png;
    int width = 0;
    int height = 0;
};

inline constexpr std::size_t largest_logo_file = 2 * 1024 * 1024;

// PNG or JPEG, by its bytes and not by what it is called. Refused with `not_a_picture` or `picture_too_large` (more
// pixels than a large photo has: said by the file's head, before anything is decoded). Field "logo".
Result<Drawn> draw_logo(std::string_view file);

}  // namespace autojet::settings
