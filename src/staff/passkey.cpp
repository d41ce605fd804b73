#include "staff/passkey.hpp"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>

#include <array>
#include <memory>

#include "http/json.hpp"

namespace autojet::staff {

namespace {

constexpr std::size_t hash_bytes = crypto_hash_sha256_BYTES;
constexpr std::size_t head_bytes = hash_bytes + 1 + 4;
constexpr unsigned char user_present = 0x01;
constexpr unsigned char user_verified = 0x04;
constexpr std::size_t longest_id = 1023;  // WebAuthn 4, Credential ID

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

struct FreeCredential {
    void operator()(fido_cred_t* one) const { fido_cred_free(&one); }
};
struct FreeAssertion {
    void operator()(fido_assert_t* one) const { fido_assert_free(&one); }
};
using Credential = std::unique_ptr<fido_cred_t, FreeCredential>;
using Assertion = std::unique_ptr<fido_assert_t, FreeAssertion>;

tl::unexpected<Error> malformed() {
    return refuse(ErrorCode::invalid, "malformed_passkey", "The browser sent no passkey that we understand.");
}
tl::unexpected<Error> elsewhere() {
    return refuse(ErrorCode::unauthenticated, "wrong_origin", "This passkey was used for another address than ours.");
}
tl::unexpected<Error> wrong_signature() {
    return refuse(ErrorCode::unauthenticated, "wrong_signature", "This passkey is not right.");
}

// Authenticator data begins with the digest of the name it is bound to, flags, and a counter (WebAuthn 6.1).
Result<std::int64_t> check_head(std::string_view data, const RelyingParty& here) {
    if (data.size() < head_bytes) return malformed();
    std::array<unsigned char, hash_bytes> name{};
    crypto_hash_sha256(name.data(), bytes_of(here.id), here.id.size());
    if (sodium_memcmp(name.data(), data.data(), name.size()) != 0) return elsewhere();
    const auto flags = bytes_of(data)[hash_bytes];
    if ((flags & user_present) == 0 || (flags & user_verified) == 0)
        return refuse(ErrorCode::unauthenticated, "not_verified",
                      "Your device did not check that it is you. Use a passkey with a PIN, a finger or your face.");
    std::int64_t counter = 0;
    for (std::size_t at = hash_bytes + 1; at < head_bytes; ++at) counter = counter * 256 + bytes_of(data)[at];
    return counter;
}

// The library wants to know the algorithm before it reads.
Credential read_credential(std::string_view data, Algorithm algorithm) {
    Credential credential(fido_cred_new());
    const bool read = credential && fido_cred_set_type(credential.get(), static_cast<int>(algorithm)) == FIDO_OK &&
                      fido_cred_set_authdata_raw(credential.get(), bytes_of(data), data.size()) == FIDO_OK;
    return read ? std::move(credential) : nullptr;
}

template <class Key, auto make, auto free, auto read>
bool is_signed(fido_assert_t* assertion, const PublicKey& key) {
    const auto release = [](Key* one) { free(&one); };
    const std::unique_ptr<Key, decltype(release)> native(make(), release);
    return native && read(native.get(), key.bytes.data(), key.bytes.size()) == FIDO_OK &&
           fido_assert_verify(assertion, 0, static_cast<int>(key.algorithm), native.get()) == FIDO_OK;
}

bool is_signed(fido_assert_t* assertion, const PublicKey& key) {
    switch (key.algorithm) {
        case Algorithm::es256:
            return is_signed<es256_pk_t, es256_pk_new, es256_pk_free, es256_pk_from_ptr>(assertion, key);
        case Algorithm::eddsa:
            return is_signed<eddsa_pk_t, eddsa_pk_new, eddsa_pk_free, eddsa_pk_from_ptr>(assertion, key);
        case Algorithm::rs256:
            return is_signed<rs256_pk_t, rs256_pk_new, rs256_pk_free, rs256_pk_from_ptr>(assertion, key);
    }
    return false;
}

Assertion read_assertion(const PasskeyAnswer& answer, const RelyingParty& here) {
    Assertion assertion(fido_assert_new());
    const bool read =
        assertion && fido_assert_set_rp(assertion.get(), here.id.c_str()) == FIDO_OK &&
        fido_assert_set_count(assertion.get(), 1) == FIDO_OK &&
        fido_assert_set_up(assertion.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE) == FIDO_OK &&
        fido_assert_set_clientdata(assertion.get(), bytes_of(answer.client_data), answer.client_data.size()) ==
            FIDO_OK &&
        fido_assert_set_authdata_raw(assertion.get(), 0, bytes_of(answer.authenticator_data),
                                     answer.authenticator_data.size()) == FIDO_OK &&
        fido_assert_set_sig(assertion.get(), 0, bytes_of(answer.signature), answer.signature.size()) == FIDO_OK;
    return read ? std::move(assertion) : nullptr;
}

}  // namespace

Result<std::string> challenge_of(std::string_view client_data, Ceremony ceremony, const RelyingParty& here) {
    const auto read = http::parse_json(client_data);
    if (!read) return malformed();
    const auto text = [&](std::string_view name) -> std::string {
        const auto* value = read->if_contains(name);
        return value && value->is_string() ? std::string(value->get_string()) : std::string();
    };
    const auto* crossed = read->if_contains("crossOrigin");
    const bool in_a_frame = crossed && !(crossed->is_bool() && !crossed->get_bool());
    const auto* type = ceremony == Ceremony::registration ? "webauthn.create" : "webauthn.get";
    if (text("type") != type || text("origin") != here.origin || in_a_frame) return elsewhere();
    auto challenge = text("challenge");
    if (challenge.empty()) return malformed();
    return challenge;
}

Result<NewCredential> check_new_passkey(const NewPasskeyAnswer& answer, const RelyingParty& here) {
    const auto counter = check_head(answer.authenticator_data, here);
    if (!counter) return tl::unexpected(counter.error());
    for (const auto algorithm : {Algorithm::es256, Algorithm::eddsa, Algorithm::rs256}) {
        const auto credential = read_credential(answer.authenticator_data, algorithm);
        if (!credential) continue;
        const auto text = [](const unsigned char* from, std::size_t size) {
            return std::string(reinterpret_cast<const char*>(from), size);
        };
        NewCredential made{
            text(fido_cred_id_ptr(credential.get()), fido_cred_id_len(credential.get())),
            {algorithm, text(fido_cred_pubkey_ptr(credential.get()), fido_cred_pubkey_len(credential.get()))},
            *counter};
        if (made.id.empty() || made.id.size() > longest_id || made.key.bytes.empty()) return malformed();
        return made;
    }
    return malformed();
}

Result<std::int64_t> check_signature(const PasskeyAnswer& answer, const PublicKey& key, std::int64_t last_counter,
                                     const RelyingParty& here) {
    const auto counter = check_head(answer.authenticator_data, here);
    if (!counter) return counter;
    const auto assertion = read_assertion(answer, here);
    if (!assertion) return malformed();
    if (!is_signed(assertion.get(), key)) return wrong_signature();
    if ((*counter != 0 || last_counter != 0) && *counter <= last_counter)
        return refuse(ErrorCode::unauthenticated, "counter_back",
                      "This passkey may have been copied, so it opens nothing. Sign in another way and remove it.");
    return counter;
}

}  // namespace autojet::staff
