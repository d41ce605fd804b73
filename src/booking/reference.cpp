#include "booking/reference.hpp"

#include <sodium.h>

#include "base/encoding.hpp"

namespace autojet::booking {

namespace {

constexpr std::size_t reference_bytes = 5;
constexpr std::size_t longest_typed = 20;

}  // namespace

std::string new_reference() {
    std::string bytes(reference_bytes, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return encode_base32(bytes);
}

std::string display_reference(std::string_view reference) {
    return std::string(reference.substr(0, 4)) + "-" + std::string(reference.substr(4));
}

std::string reference_from(std::string_view typed) {
    if (typed.size() > longest_typed) return {};
    const auto bytes = decode_base32(typed);
    return bytes && bytes->size() == reference_bytes ? encode_base32(*bytes) : std::string{};
}

}  // namespace autojet::booking
