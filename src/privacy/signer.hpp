// Signatures of a shop: receipts of what was done for a person, and checkpoints of the ledger. Ed25519 (RFC 8032); the
// private key is derived from a key of the shop in the key store and never leaves memory.
#pragma once

#include <string>
#include <string_view>

#include "privacy/key_store.hpp"

namespace autojet::privacy {

class Signer {
public:
    explicit Signer(KeyStore& keys) : keys_(keys) {}

    // base64url of 64 bytes. `use` keeps signatures of one kind from passing for another ("receipt", "ledger
    // checkpoint").
    [[nodiscard]] std::string sign(ShopId shop, std::string_view use, std::string_view text, Instant now);
    [[nodiscard]] bool verify(ShopId shop, std::string_view use, std::string_view text, std::string_view signature,
                              Instant now);

    // As PEM (RFC 8410), for anybody who verifies with a tool of their own: the signed bytes are USE, a line feed,
    // TEXT.
    [[nodiscard]] std::string public_key_pem(ShopId shop, Instant now);

    // A short text that is kept with the keys, apart from the data, so that who changes the data alone is found out.
    void set_anchor(ShopId shop, std::string_view text) { keys_.set_note(shop, "ledger", text); }
    [[nodiscard]] std::optional<std::string> find_anchor(ShopId shop) { return keys_.find_note(shop, "ledger"); }

private:
    KeyStore& keys_;
};

}  // namespace autojet::privacy
