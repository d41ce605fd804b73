// Which version of the policy somebody knows: the one that was shown when their data was collected, or one that they
// were told of since. What a newer version widens does not reach them before that (policy V1, GDPR 13(3)).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/tables.hpp"
#include "privacy/policies.hpp"
#include "store/tx.hpp"

namespace autojet::privacy {

// To be called where a person record is made: it was collected under the version in force. Writes nothing while the
// shop has published only one: without a row somebody knows the oldest.
void record_collected(store::Tx& tx, PersonId person);

enum class Told { by_mail, by_desk };
// They were told of this version. `proof` is the number of the message.
void record_told(store::Tx& tx, PersonId person, std::string_view version, Told how,
                 std::optional<std::int64_t> proof = std::nullopt);

// The version that was shown when their record was made.
std::string version_collected_under(store::Tx& tx, PersonId person);

// The newest version that they know.
std::string version_known_to(store::Tx& tx, PersonId person);

// Part of erasing somebody; shredding a key does it already.
void forget_shown(store::Tx& tx, PersonId person);

// The switch of every feature that needs a prepared clause (policy D0): to be asked before anything of its kind is
// collected. Refused with `not_published` while the version in force does not have the clause, and with `not_told`
// while this person does not know of it yet: no photo of their car is taken, their plate is not looked up.
Result<void> may_use(policy::Clause clause, const InForce& in_force);
Result<void> may_use(store::Tx& tx, PersonId person, policy::Clause clause, const InForce& in_force);

// For doors that lead out: refused with `not_published` when the version in force does not name the recipient, and with
// `not_told` when the person does not know of it yet (policy S2).
Result<void> may_disclose(store::Tx& tx, PersonId person, policy::Recipient recipient, const InForce& in_force);

}  // namespace autojet::privacy
