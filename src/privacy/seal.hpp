// Authenticated encryption and keyed digests: the only file that calls libsodium for personal data.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "privacy/key_store.hpp"

namespace autojet::privacy {

Key random_key();

// XChaCha20-Poly1305 with a random nonce in front (draft-irtf-cfrg-xchacha). `context` is bound to it and not stored.
store::Bytes seal(const Key& key, std::string_view plain, std::string_view context);
// Nothing when key or context is another, or a bit has changed.
std::optional<std::string> open_sealed(const Key& key, store::BytesView sealed, std::string_view context);

// BLAKE2b-256 under the key (RFC 7693).
store::Bytes keyed_digest(const Key& key, std::string_view message);
// BLAKE2b-256 without a key: for what nobody can guess, such as a session's token, and for what anybody may check.
store::Bytes digest_of(std::string_view message);
bool same_bytes(store::BytesView left, store::BytesView right);  // in constant time

// A key for one use, derived from another.
Key derive_key(const Key& key, std::string_view use);

// Fills memory with zeros in a way that the compiler keeps.
void wipe(Key& key);

}  // namespace autojet::privacy
