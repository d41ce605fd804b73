#include "privacy/seal.hpp"

#include <sodium.h>

#include "base/result.hpp"

namespace autojet::privacy {

namespace {

constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* octets(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}
const unsigned char* octets(store::BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* octets(store::Bytes& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace

Key random_key() {
    if (sodium_init() < 0) throw Broken("libsodium does not start");
    Key key;
    randombytes_buf(key.data(), key.size());
    return key;
}

store::Bytes seal(const Key& key, std::string_view plain, std::string_view context) {
    store::Bytes sealed(nonce_size + plain.size() + tag_size);
    unsigned char* nonce = octets(sealed);
    randombytes_buf(nonce, nonce_size);
    crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, octets(plain), plain.size(),
                                               octets(context), context.size(), nullptr, nonce, key.data());
    return sealed;
}

std::optional<std::string> open_sealed(const Key& key, store::BytesView sealed, std::string_view context) {
    if (sealed.size() < nonce_size + tag_size) return std::nullopt;
    const unsigned char* nonce = octets(sealed);
    std::string plain(sealed.size() - nonce_size - tag_size, '\0');
    const int opened = crypto_aead_xchacha20poly1305_ietf_decrypt(
        reinterpret_cast<unsigned char*>(plain.data()), nullptr, nullptr, nonce + nonce_size,
        sealed.size() - nonce_size, octets(context), context.size(), nonce, key.data());
    if (opened != 0) return std::nullopt;
    return plain;
}

store::Bytes keyed_digest(const Key& key, std::string_view message) {
    store::Bytes digest(crypto_generichash_BYTES);
    crypto_generichash(octets(digest), digest.size(), octets(message), message.size(), key.data(), key.size());
    return digest;
}

store::Bytes digest_of(std::string_view message) {
    store::Bytes digest(crypto_generichash_BYTES);
    crypto_generichash(octets(digest), digest.size(), octets(message), message.size(), nullptr, 0);
    return digest;
}

bool same_bytes(store::BytesView left, store::BytesView right) {
    return left.size() == right.size() && sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

Key derive_key(const Key& key, std::string_view use) {
    Key derived;
    crypto_generichash(derived.data(), derived.size(), octets(use), use.size(), key.data(), key.size());
    return derived;
}

void wipe(Key& key) {
    sodium_memzero(key.data(), key.size());
}

}  // namespace autojet::privacy
