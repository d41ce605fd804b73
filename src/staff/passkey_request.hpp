// What browsers and pages say to each other about passkeys.
#pragma once

#include "http/response.hpp"
#include "shop/house.hpp"
#include "staff/passkeys.hpp"

namespace autojet::staff {

// By the address of the page. Passkeys belong to the shop's name in its public address, so that they work at
// "www." as well; a page under another of its names, or on this machine, has its own.
RelyingParty relying_party(const House& house, const http::Request& request);

// Browsers bind passkeys to names alone.
bool is_name(const RelyingParty& here);

// The answer to a page that asks what to pass on to the browser: a challenge, and for an account the passkeys that it
// has.
struct Asked {
    Ceremony ceremony{};
    std::optional<PersonId> account;
};
http::Response ask_passkey(const House& house, const http::Request& request, const Asked& asked);

// A passkey that was used. Its signature is not looked at yet.
struct UsedPasskey {
    PersonId account;
    PasskeyAnswer answer;
    RelyingParty here;
};
// Spends the challenge, whatever comes of it. Refused with `malformed_passkey`, `wrong_origin`, `challenge_over`,
// `unknown_passkey`.
Result<UsedPasskey> read_passkey(const House& house, const http::Request& request, Ceremony ceremony);

// Marks the passkey and notes it in the ledger when `why` says that there may be a copy: apart from the transaction
// that was refused.
void note_copy(const House& house, ShopId shop, const UsedPasskey& used, const Error& why);

// A new one. Spends the challenge; refused as above and as check_new_passkey() is.
Result<NewCredential> read_new_passkey(const House& house, const http::Request& request);

}  // namespace autojet::staff
