// The second step of signing in: a code from an app (RFC 6238), one of ten recovery codes, or a passkey (policy T1).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "staff/recovery.hpp"

namespace autojet::staff {

using Warrant = policy::Warrant<policy::Purpose::staff_access>;
using Secret = privacy::PersonalText<policy::Category::staff>;  // as totp_secret_text

// Whether the codes of an app are asked of this account.
bool has_second_factor(store::Tx& tx, PersonId account);
// Whether the password alone opens nothing: codes of an app, or passkeys.
bool has_second_way(store::Tx& tx, PersonId account);

// A new secret. No code is asked before one of its codes has confirmed it. Refused with `second_factor_on`.
Result<void> begin_second_factor(store::Tx& tx, privacy::Vault& vault, PersonId account);
// The one that waits to be confirmed.
std::optional<Secret> find_new_secret(store::Tx& tx, privacy::Vault& vault, PersonId account);
// Refused with `wrong_code`; field "code". Confirmed by a code of the app alone.
Result<RecoveryCodes> confirm_second_factor(store::Tx& tx, privacy::Vault& vault, const Warrant& warrant,
                                            PersonId account, std::string_view typed);

// Spends the code: it works once, and no older one after it; a recovery code is gone. Refused with `wrong_code`; field
// "code".
Result<void> check_second_factor(store::Tx& tx, privacy::Vault& vault, const Warrant& warrant, PersonId account,
                                 std::string_view typed);

// Recovery codes go with the last way that they stand in for.
void remove_second_factor(store::Tx& tx, PersonId account);
void drop_idle_recovery_codes(store::Tx& tx, PersonId account);
// Codes, passkeys and recovery codes.
void remove_second_ways(store::Tx& tx, PersonId account);

// For Ledger::note. msgid.
inline constexpr std::string_view second_factor_reset = "The code of an account for staff was switched off";

// The password alone is asked again: codes and passkeys go, and whoever is signed in with this account is signed out.
// Refused with `unknown_account`, or with `no_second_factor`.
Result<void> reset_second_factor(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email);

}  // namespace autojet::staff
