// The passkeys of the people who work here: each is two factors by itself (policy T1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "staff/passkey.hpp"
#include "staff/second_factor.hpp"

namespace autojet::staff {

struct Passkey;
using PasskeyId = Id<Passkey>;

struct Passkey {
    PasskeyId id;
    Secret name;
    Secret credential;  // its id, base64url
    Instant created;
    std::optional<Instant> used;
    bool suspected = false;  // its counter went back
};

inline constexpr std::size_t longest_passkey_name = 60;
inline constexpr std::size_t most_passkeys = 20;

bool has_passkey(store::Tx& tx, PersonId account);
tl::unexpected<Error> unknown_passkey();
// Oldest first.
std::vector<Passkey> list_passkeys(store::Tx& tx, privacy::Vault& vault, PersonId account);

// What stands for the account inside a passkey: bytes that name nobody (WebAuthn 14.6.1).
std::string user_handle(store::Tx& tx, privacy::Vault& vault, PersonId account);

// Refused with `known_passkey` or `too_many_passkeys`, or with what clean_line says of the name; field "name".
Result<PasskeyId> add_passkey(store::Tx& tx, privacy::Vault& vault, PersonId account, std::string_view name,
                              const NewCredential& credential);
// Refused with `unknown_passkey` or for the name; field "name".
Result<void> rename_passkey(store::Tx& tx, privacy::Vault& vault, PersonId account, PasskeyId passkey,
                            std::string_view name);
// Refused with `unknown_passkey`.
Result<void> remove_passkey(store::Tx& tx, PersonId account, PasskeyId passkey);
void remove_passkeys(store::Tx& tx, PersonId account);

// Whose it is, at this shop.
std::optional<PersonId> find_owner_of_passkey(store::Tx& tx, privacy::Vault& vault, std::string_view credential);

// Whether a passkey that names no account may be used: where the password said whose it is.
enum class Handle { required, may_miss };

// Notes the use. Refused as check_signature() is, with `unknown_passkey`, or with `wrong_account` when the passkey
// names somebody else.
Result<void> use_passkey(store::Tx& tx, privacy::Vault& vault, const Warrant& warrant, PersonId account,
                         const PasskeyAnswer& answer, const RelyingParty& here, Handle handle);

// For Ledger::note. msgid.
inline constexpr std::string_view passkey_suspected = "A passkey was refused: there may be a copy of it";
void suspect_passkey(store::Tx& tx, privacy::Vault& vault, std::string_view credential);

}  // namespace autojet::staff
