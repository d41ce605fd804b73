#include "invoicing/pdf_images.hpp"

// Without the pointers of its older versions.
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Pl_Flate.hh>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDF.hh>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <string>
#include <string_view>

namespace autojet::invoicing::paper {

namespace {

using Byte = unsigned char;

Byte at(std::string_view row, std::size_t place) {
    return place < row.size() ? static_cast<Byte>(row[place]) : Byte{0};
}

int paeth(int left, int above, int corner) {
    const int guess = left + above - corner;
    const int to_left = std::abs(guess - left), to_above = std::abs(guess - above),
              to_corner = std::abs(guess - corner);
    if (to_left <= to_above && to_left <= to_corner) return left;
    return to_above <= to_corner ? above : corner;
}

constexpr char filters = 5;  // none, sub, up, average, Paeth

std::string filtered(char filter, std::string_view row, std::string_view before, std::size_t pixel) {
    std::string told(1, filter);
    for (std::size_t n = 0; n < row.size(); ++n) {
        const int left = n < pixel ? 0 : at(row, n - pixel);
        const int above = at(before, n);
        const int corner = n < pixel ? 0 : at(before, n - pixel);
        const std::array<int, filters> expected{0, left, above, (left + above) / 2, paeth(left, above, corner)};
        told += static_cast<char>(at(row, n) - expected.at(static_cast<std::size_t>(filter)));
    }
    return told;
}

// The usual guess of which one deflates best: the smallest sum of differences.
std::int64_t weight(std::string_view told) {
    std::int64_t sum = 0;
    for (const auto byte : told.substr(1)) sum += std::abs(static_cast<int>(static_cast<signed char>(byte)));
    return sum;
}

std::string told_by_neighbours(std::string_view pixels, std::size_t width, std::size_t pixel) {
    const auto length = width * pixel;
    std::string all;
    std::string_view before;
    for (; pixels.size() >= length; pixels.remove_prefix(length)) {
        const auto row = pixels.substr(0, length);
        std::string best;
        auto least = std::numeric_limits<std::int64_t>::max();
        for (char filter = 0; filter < filters; ++filter) {
            auto told = filtered(filter, row, before, pixel);
            if (const auto sum = weight(told); sum < least) {
                least = sum;
                best = std::move(told);
            }
        }
        all += best;
        before = row;
    }
    return all;
}

std::string deflated(std::string_view text) {
    std::string packed;
    Pl_String end{"packed", nullptr, packed};
    Pl_Flate flate{"deflate", &end, Pl_Flate::a_deflate};
    flate.write(reinterpret_cast<const Byte*>(text.data()), text.size());
    flate.finish();
    return packed;
}

std::size_t whole(QPDFObjectHandle dictionary, const char* key) {
    auto value = dictionary.getKey(key);
    return value.isInteger() && value.getIntValue() > 0 ? static_cast<std::size_t>(value.getIntValue()) : 0;
}

// Nothing for a kind that is left as it is.
std::size_t bytes_of_a_pixel(QPDFObjectHandle colours) {
    if (colours.isNameAndEquals("/DeviceGray")) return 1;
    return colours.isNameAndEquals("/DeviceRGB") ? 3 : 0;
}

void pack(QPDFObjectHandle image) {
    auto dictionary = image.getDict();
    const auto pixel = bytes_of_a_pixel(dictionary.getKey("/ColorSpace"));
    const auto width = whole(dictionary, "/Width");
    const auto height = whole(dictionary, "/Height");
    if (pixel == 0 || width == 0 || whole(dictionary, "/BitsPerComponent") != 8) return;
    const auto drawn = image.getStreamData();
    const std::string_view pixels{reinterpret_cast<const char*>(drawn->getBuffer()), drawn->getSize()};
    if (pixels.size() != width * height * pixel) return;
    auto packed = deflated(told_by_neighbours(pixels, width, pixel));
    if (packed.size() >= image.getRawStreamData()->getSize()) return;
    image.replaceStreamData(
        packed, QPDFObjectHandle::newName("/FlateDecode"),
        QPDFObjectHandle::parse("<< /Predictor 15 /BitsPerComponent 8 /Colors " + std::to_string(pixel) + " /Columns " +
                                std::to_string(width) + " >>"));
}

}  // namespace

void pack_images(QPDF& pdf) {
    for (auto& object : pdf.getAllObjects())
        if (object.isStream() && object.getDict().getKey("/Subtype").isNameAndEquals("/Image")) pack(object);
}

}  // namespace autojet::invoicing::paper
