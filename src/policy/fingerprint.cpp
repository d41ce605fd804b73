#include "policy/fingerprint.hpp"

#include <array>

#include <sodium.h>

#include "base/result.hpp"

namespace autojet::policy {

std::string fingerprint(std::string_view text) {
    std::array<unsigned char, 32> digest{};
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    if (crypto_generichash(digest.data(), digest.size(), bytes, text.size(), nullptr, 0) != 0)
        throw Broken{"a digest could not be computed"};

    std::array<char, 2 * 32 + 1> hex{};
    return sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
}

}  // namespace autojet::policy
