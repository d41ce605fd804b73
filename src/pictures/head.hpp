// What a picture's file says of itself before anything is decoded.
#pragma once

#include <optional>
#include <string_view>

namespace autojet::pictures {

enum class PictureType { jpeg, png, webp };

struct PictureHead {
    PictureType type{};
    int width = 0, height = 0;  // more than nothing; as stored, before it is turned upright
    int orientation = 1;        // EXIF: how a JPEG is to be turned
};

// Of a JPEG, PNG or WebP, told by its bytes and not by what it is called; nothing for what is none of them. The size is
// what the file claims: refuse what is too large before decoding it.
std::optional<PictureHead> find_head(std::string_view file);

}  // namespace autojet::pictures
