#include "privacy/signer.hpp"

#include <sodium.h>

#include <array>

#include "base/encoding.hpp"
#include "privacy/seal.hpp"

namespace autojet::privacy {

namespace {

struct Pair {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> shown{};
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};

    Pair() = default;
    Pair(const Pair&) = delete;
    Pair& operator=(const Pair&) = delete;
    ~Pair() { sodium_memzero(secret.data(), secret.size()); }
};

void derive(KeyStore& keys, ShopId shop, Instant now, Pair& pair) {
    Key seed = keys.shop_key(shop, "signatures", now);
    crypto_sign_seed_keypair(pair.shown.data(), pair.secret.data(), seed.data());
    wipe(seed);
}

std::string message(std::string_view use, std::string_view text) {
    return std::string(use).append("\n").append(text);
}

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

template <std::size_t N>
std::string_view view(const std::array<unsigned char, N>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), N};
}

// SubjectPublicKeyInfo of an Ed25519 key without the key itself (RFC 8410).
constexpr std::string_view key_info{"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12};

}  // namespace

std::string Signer::sign(ShopId shop, std::string_view use, std::string_view text, Instant now) {
    Pair pair;
    derive(keys_, shop, now, pair);
    std::array<unsigned char, crypto_sign_BYTES> signature;
    const auto signed_text = message(use, text);
    crypto_sign_detached(signature.data(), nullptr, octets(signed_text), signed_text.size(), pair.secret.data());
    return encode_base64url(view(signature));
}

bool Signer::verify(ShopId shop, std::string_view use, std::string_view text, std::string_view signature, Instant now) {
    const auto bytes = decode_base64url(signature);
    if (!bytes || bytes->size() != crypto_sign_BYTES) return false;
    Pair pair;
    derive(keys_, shop, now, pair);
    const auto signed_text = message(use, text);
    return crypto_sign_verify_detached(octets(*bytes), octets(signed_text), signed_text.size(), pair.shown.data()) == 0;
}

std::string Signer::public_key_pem(ShopId shop, Instant now) {
    Pair pair;
    derive(keys_, shop, now, pair);
    const auto info = std::string(key_info).append(view(pair.shown));
    std::string text(sodium_base64_ENCODED_LEN(44, sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), octets(info), info.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
}

}  // namespace autojet::privacy
