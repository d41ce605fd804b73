// A device with one passkey, made of OpenSSL: it does what a browser and a device do, and what a forger would.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <sodium.h>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/encoding.hpp"

namespace autojet::staff {

struct Ceremonial {
    std::string origin = "http://autojet.test";
    std::string rp_id = "autojet.test";
    std::string type = "webauthn.get";
    unsigned char flags = 0x05;  // present and verified
    std::string more = "\"crossOrigin\":false";
};

class Authenticator {
public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    std::string handle;
    std::string id = "a credential of Dee's phone";
    std::uint32_t counter = 0;

    // What a browser sends for a new one, with this challenge.
    [[nodiscard]] Fields make(const std::string& challenge, Ceremonial how = {.type = "webauthn.create"}) const {
        return {{"new_client_data", encode_base64url(client_data(challenge, how))},
                {"new_authenticator_data", encode_base64url(new_data(how))}};
    }
    // And for its use.
    [[nodiscard]] Fields use(const std::string& challenge, const Ceremonial& how = {}) const {
        const auto client = client_data(challenge, how);
        const auto data = head(how);
        return {{"credential", encode_base64url(id)},
                {"client_data", encode_base64url(client)},
                {"authenticator_data", encode_base64url(data)},
                {"signature", encode_base64url(sign(data + sha256(client)))},
                {"user_handle", encode_base64url(handle)}};
    }

    [[nodiscard]] std::string new_data(Ceremonial how) const {
        how.flags |= 0x40;
        const std::string length{static_cast<char>(id.size() >> 8), static_cast<char>(id.size())};
        return head(how) + std::string(16, '\0') + length + id + "\xA5\x01\x02\x03\x26\x20\x01\x21\x58\x20" +
               coordinate(OSSL_PKEY_PARAM_EC_PUB_X) + "\x22\x58\x20" + coordinate(OSSL_PKEY_PARAM_EC_PUB_Y);
    }
    static std::string client_data(const std::string& challenge, const Ceremonial& how) {
        return "{\"type\":\"" + how.type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + how.origin + "\"," +
               how.more + "}";
    }

private:
    struct Free {
        void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };

    [[nodiscard]] static std::string sha256(std::string_view text) {
        std::string hash(crypto_hash_sha256_BYTES, '\0');
        crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                           reinterpret_cast<const unsigned char*>(text.data()), text.size());
        return hash;
    }
    [[nodiscard]] std::string head(const Ceremonial& how) const {
        std::string data = sha256(how.rp_id) + static_cast<char>(how.flags);
        for (int shift = 24; shift >= 0; shift -= 8) data += static_cast<char>(counter >> shift);
        return data;
    }
    [[nodiscard]] std::string coordinate(const char* which) const {
        BIGNUM* number = nullptr;
        EVP_PKEY_get_bn_param(key_.get(), which, &number);
        std::string bytes(32, '\0');
        BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), 32);
        BN_free(number);
        return bytes;
    }
    [[nodiscard]] std::string sign(const std::string& message) const {
        const std::unique_ptr<EVP_MD_CTX, Free> context(EVP_MD_CTX_new());
        EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key_.get());
        std::string signature(128, '\0');
        auto size = signature.size();
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       reinterpret_cast<const unsigned char*>(message.data()), message.size());
        signature.resize(size);
        return signature;
    }

    std::unique_ptr<EVP_PKEY, Free> key_{EVP_EC_gen("P-256")};
};

}  // namespace autojet::staff
