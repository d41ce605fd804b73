#include "staff/challenges.hpp"

#include <sodium.h>

#include "base/encoding.hpp"
#include "base/enum_names.hpp"
#include "privacy/seal.hpp"

namespace autojet::staff {

namespace {

using privacy::digest_of;

constexpr EnumNames<3> ceremony_names{"registration", "sign_in", "confirmation"};

constexpr std::string_view insert_challenge =
    "INSERT INTO passkey_challenge (shop, digest, browser, ceremony, created) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view select_challenge =
    "SELECT 1 FROM passkey_challenge WHERE shop = $1 AND digest = $2 AND browser = $3 AND ceremony = $4 AND created > "
    "$5";
constexpr std::string_view delete_challenge = "DELETE FROM passkey_challenge WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_old = "DELETE FROM passkey_challenge WHERE shop = $1 AND created <= $2";

}  // namespace

std::string make_challenge(store::Tx& tx, Ceremony ceremony, std::string_view browser) {
    forget_challenges(tx);
    std::string random(32, '\0');
    randombytes_buf(random.data(), random.size());
    auto challenge = encode_base64url(random);
    tx.run(insert_challenge, digest_of(challenge), digest_of(browser), name_in(ceremony_names, ceremony), tx.now());
    return challenge;
}

bool spend_challenge(store::Tx& tx, std::string_view challenge, Ceremony ceremony, std::string_view browser) {
    const auto digest = digest_of(challenge);
    const bool ours = tx.has(select_challenge, digest, digest_of(browser), name_in(ceremony_names, ceremony),
                             tx.now() - challenge_lifetime);
    tx.run(delete_challenge, digest);
    return ours;
}

void forget_challenges(store::Tx& tx) {
    tx.run(delete_old, tx.now() - challenge_lifetime);
}

}  // namespace autojet::staff
