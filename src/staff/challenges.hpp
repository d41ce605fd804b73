// Challenges for passkeys: random, good once, for five minutes, in the browser that asked and for what it asked.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "staff/passkey.hpp"
#include "store/tx.hpp"

namespace autojet::staff {

inline constexpr std::chrono::minutes challenge_lifetime{5};

// base64url of 32 random bytes. `browser`: its cookies, which no other one has.
std::string make_challenge(store::Tx& tx, Ceremony ceremony, std::string_view browser);

// Whether it is one of ours for this; it is none any more after that, right or wrong.
bool spend_challenge(store::Tx& tx, std::string_view challenge, Ceremony ceremony, std::string_view browser);

void forget_challenges(store::Tx& tx);

}  // namespace autojet::staff
