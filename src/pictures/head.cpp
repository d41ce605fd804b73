#include "pictures/head.hpp"

#include <cstdint>
#include <limits>

namespace autojet::pictures {

namespace {

// Numbers of a file, of which any may lie outside it.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}

    [[nodiscard]] std::optional<std::uint32_t> big(std::size_t at, std::size_t count) const {
        return number(at, count, [&](std::size_t n) { return at + n; });
    }
    [[nodiscard]] std::optional<std::uint32_t> little(std::size_t at, std::size_t count) const {
        return number(at, count, [&](std::size_t n) { return at + count - 1 - n; });
    }
    [[nodiscard]] bool has(std::size_t at, std::string_view text) const {
        return at <= bytes_.size() && bytes_.substr(at).starts_with(text);
    }
    [[nodiscard]] Bytes from(std::size_t at) const { return Bytes(at < bytes_.size() ? bytes_.substr(at) : ""); }

private:
    template <class Place>
    [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t count, const Place& place) const {
        if (at > bytes_.size() || count > bytes_.size() - at) return std::nullopt;
        std::uint32_t value = 0;
        for (std::size_t n = 0; n < count; ++n) value = value << 8U | static_cast<unsigned char>(bytes_[place(n)]);
        return value;
    }

    std::string_view bytes_;
};

using MaybeHead = std::optional<PictureHead>;

MaybeHead head_of(PictureType type, std::optional<std::uint32_t> width, std::optional<std::uint32_t> height) {
    if (!width || !height || *width == 0 || *height == 0) return std::nullopt;
    constexpr std::uint32_t most = std::numeric_limits<int>::max();
    if (*width > most || *height > most) return std::nullopt;
    return PictureHead{type, static_cast<int>(*width), static_cast<int>(*height), 1};
}

// EXIF 2.3, 4.6.4: the tag Orientation of the first directory.
int orientation_of(const Bytes& exif) {
    constexpr std::uint32_t orientation_tag = 0x0112;
    constexpr std::uint32_t most_entries = 200;
    const bool is_little = exif.has(0, "II");
    if (!is_little && !exif.has(0, "MM")) return 1;
    const auto read = [&](std::size_t at, std::size_t count) {
        return is_little ? exif.little(at, count) : exif.big(at, count);
    };
    const auto directory = read(4, 4);
    const auto entries = directory ? read(*directory, 2) : std::nullopt;
    if (!entries || *entries > most_entries) return 1;
    for (std::size_t n = 0; n < *entries; ++n) {
        const std::size_t at = *directory + 2 + 12 * n;
        if (read(at, 2) != orientation_tag) continue;
        const auto value = read(at + 8, 2).value_or(1);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

bool begins_a_frame(std::uint32_t marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ITU-T T.81 B.1.1: segments, each with its length, until the one that begins the frame.
MaybeHead head_of_jpeg(const Bytes& file) {
    constexpr int most_segments = 500;
    int orientation = 1;
    std::size_t at = 2;
    for (int n = 0; n < most_segments; ++n) {
        while (file.big(at, 2) == 0xFFFF) ++at;
        const auto marker = file.big(at, 2);
        const auto length = file.big(at + 2, 2);
        if (!marker || *marker < 0xFF01 || !length || *length < 2) return std::nullopt;
        if (*marker == 0xFFE1 && file.has(at + 4, std::string_view("Exif\0\0", 6)))
            orientation = orientation_of(file.from(at + 10));
        if (begins_a_frame(*marker & 0xFFU)) {
            auto head = head_of(PictureType::jpeg, file.big(at + 7, 2), file.big(at + 5, 2));
            if (head) head->orientation = orientation;
            return head;
        }
        at += 2 + *length;
    }
    return std::nullopt;
}

// RFC 9649: the size stands in the first chunk, whichever of the three it is.
MaybeHead head_of_webp(const Bytes& file) {
    if (file.has(12, "VP8X")) {
        const auto width = file.little(24, 3), height = file.little(27, 3);
        if (!width || !height) return std::nullopt;
        return head_of(PictureType::webp, *width + 1, *height + 1);
    }
    if (file.has(12, "VP8L")) {
        const auto bits = file.little(21, 4);
        if (!bits) return std::nullopt;
        return head_of(PictureType::webp, (*bits & 0x3FFFU) + 1, (*bits >> 14U & 0x3FFFU) + 1);
    }
    const auto width = file.little(26, 2), height = file.little(28, 2);
    if (!file.has(12, "VP8 ") || !width || !height) return std::nullopt;
    return head_of(PictureType::webp, *width & 0x3FFFU, *height & 0x3FFFU);
}

}  // namespace

std::optional<PictureHead> find_head(std::string_view bytes) {
    const Bytes file(bytes);
    if (file.has(0, "\xFF\xD8\xFF")) return head_of_jpeg(file);
    if (file.has(0, "\x89PNG\r\n\x1A\n") && file.has(12, "IHDR"))
        return head_of(PictureType::png, file.big(16, 4), file.big(20, 4));
    if (file.has(0, "RIFF") && file.has(8, "WEBP")) return head_of_webp(file);
    return std::nullopt;
}

}  // namespace autojet::pictures
