#include "base/encoding.hpp"

#include <cstddef>
#include <cstdint>

#include "base/text.hpp"

namespace autojet {

namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base32_digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::string_view base64url_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

// Cuts bytes into digits of `bits` bits, most significant first; the last digit is filled with zero bits.
std::string encode(std::string_view bytes, std::string_view digits, unsigned bits) {
    std::string text;
    text.reserve((bytes.size() * 8 + bits - 1) / bits);
    std::uint32_t waiting = 0;
    unsigned count = 0;
    for (const char byte : bytes) {
        waiting = (waiting << 8) | static_cast<unsigned char>(byte);
        for (count += 8; count >= bits; count -= bits) text += digits[(waiting >> (count - bits)) & ((1u << bits) - 1)];
    }
    if (count > 0) text += digits[(waiting << (bits - count)) & ((1u << bits) - 1)];
    return text;
}

// What remains after the last byte must be fewer bits than a digit has, all of them zero.
std::optional<std::string> decode(std::string_view text, std::string_view digits, unsigned bits) {
    std::string bytes;
    bytes.reserve(text.size() * bits / 8);
    std::uint32_t waiting = 0;
    unsigned count = 0;
    for (const char digit : text) {
        const auto value = digits.find(digit);
        if (value == std::string_view::npos) return std::nullopt;
        waiting = (waiting << bits) | static_cast<std::uint32_t>(value);
        count += bits;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>((waiting >> count) & 0xFFu);
    }
    if (count >= bits || (waiting & ((1u << count) - 1)) != 0) return std::nullopt;
    return bytes;
}

char as_written(char c) {
    switch (ascii_upper(c)) {
        case 'I':
        case 'L':
            return '1';
        case 'O':
            return '0';
        default:
            return ascii_upper(c);
    }
}

}  // namespace

std::string encode_hex(std::string_view bytes) {
    return encode(bytes, hex_digits, 4);
}

std::optional<std::string> decode_hex(std::string_view text) {
    return decode(ascii_lower(text), hex_digits, 4);
}

std::string encode_base64url(std::string_view bytes) {
    return encode(bytes, base64url_digits, 6);
}

std::optional<std::string> decode_base64url(std::string_view text) {
    return decode(text, base64url_digits, 6);
}

std::string encode_base32(std::string_view bytes) {
    return encode(bytes, base32_digits, 5);
}

std::optional<std::string> decode_base32(std::string_view text) {
    std::string written;
    for (const char c : text)
        if (c != '-' && c != ' ') written += as_written(c);
    return decode(written, base32_digits, 5);
}

}  // namespace autojet
