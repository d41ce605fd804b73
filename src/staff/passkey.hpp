// Passkeys (W3C Web Authentication, level 2): what a browser answers, and whether it is right. No state and no
// database: whether the challenge was ours, and is used for the first time, is asked in staff/challenges.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::staff {

// Where the page was opened, and the name that passkeys are bound to: "https://wash.example:8443", "wash.example".
struct RelyingParty {
    std::string origin;
    std::string id;
};

// As COSE numbers them (RFC 9053, RFC 8812).
enum class Algorithm : std::int64_t { es256 = -7, eddsa = -8, rs256 = -257 };

struct PublicKey {
    Algorithm algorithm{};
    std::string bytes;
};

enum class Ceremony { registration, sign_in, confirmation };

// What the browser sends, as bytes.
struct NewPasskeyAnswer {
    std::string client_data;
    std::string authenticator_data;
};
struct PasskeyAnswer {
    std::string credential;
    std::string client_data;
    std::string authenticator_data;
    std::string signature;
    std::string user_handle;  // empty where the browser was told which passkeys it may use
};

struct NewCredential {
    std::string id;
    PublicKey key;
    std::int64_t counter = 0;
};

// The challenge that was answered, base64url. Refused with `malformed_passkey`, or with `wrong_origin` when another
// site, another frame or another ceremony asked for it.
Result<std::string> challenge_of(std::string_view client_data, Ceremony ceremony, const RelyingParty& here);

// No attestation is asked for: which maker's device it is, is nobody's business. Refused with `malformed_passkey`,
// `wrong_origin` when it is bound to another name, `not_verified` when the device did not check who holds it.
Result<NewCredential> check_new_passkey(const NewPasskeyAnswer& answer, const RelyingParty& here);

// Answers the counter of this signature. Refused as above, with `wrong_signature`, and with `counter_back` when the
// counter did not grow: somebody may have a copy.
Result<std::int64_t> check_signature(const PasskeyAnswer& answer, const PublicKey& key, std::int64_t last_counter,
                                     const RelyingParty& here);

}  // namespace autojet::staff
