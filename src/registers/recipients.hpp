// The register of recipients (policy S1 to S5): of each that the policy names, who that is, under which contract, and
// where. A recipient that is not named, or whose contract is over, receives nothing.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/enum_names.hpp"
#include "policy/published.hpp"
#include "privacy/actor.hpp"
#include "privacy/policies.hpp"
#include "privacy/vault.hpp"
#include "shop/observation.hpp"

namespace autojet::registers {

using policy::Recipient;

// Why data may go to a country outside the EEA (GDPR 45, 46(2)(c), 46(2)(b)).
enum class Transfer { none, adequacy, standard_clauses, binding_rules };
inline constexpr std::array all_transfers{Transfer::none, Transfer::adequacy, Transfer::standard_clauses,
                                          Transfer::binding_rules};
// What the recipient does with the data when the contract ends (GDPR 28(3)(g)).
enum class AtTheEnd { unknown, deletes, returns, keeps };
inline constexpr std::array all_ends{AtTheEnd::unknown, AtTheEnd::deletes, AtTheEnd::returns, AtTheEnd::keeps};

inline constexpr EnumNames<4> transfer_codes{"none", "adequacy", "standard_clauses", "binding_rules"};
std::string_view code(Transfer transfer);
std::string_view label(Transfer transfer);  // English, msgid
inline constexpr EnumNames<4> end_codes{"unknown", "deletes", "returns", "keeps"};
std::string_view code(AtTheEnd end);
std::string_view label(AtTheEnd end);

struct RecipientFacts {
    Recipient recipient{};
    std::string legal_name;  // empty: not filled in yet
    policy::Role role{};
    policy::Purpose purpose{};
    std::string contract;  // reference
    std::optional<CivilDate> contract_date;
    std::optional<CivilDate> contract_end;  // the last day; absent: until it is ended
    std::string country;                    // "NL"
    Transfer transfer{};
    AtTheEnd at_the_end{};
    std::optional<Instant> written = {};  // absent: as the program brings it
};

// What a form brought.
struct RecipientFields {
    std::string legal_name, role, purpose, contract, contract_date, contract_end, country, transfer, at_the_end;
};

// All errors are gathered, with their fields. A role or a purpose that the shop's published policy does not have is
// refused (`not_in_policy`, policy S1): nobody can be entered who gets data in order to sell it. A processor has a
// contract (`contract_needed`, GDPR 28(3)); a country outside the EEA has a ground (`transfer_ground_needed`,
// GDPR 44).
std::optional<RecipientFacts> check(const RecipientFields& fields, Recipient recipient,
                                    const privacy::InForce& in_force, Errors& errors);

// Adds the facts to the register; what was there before stays readable.
void write(store::Tx& tx, const RecipientFacts& facts, const privacy::Actor& actor);

// What is in force; as the program brings it when the shop has written nothing.
RecipientFacts facts_of(store::Tx& tx, Recipient recipient);

struct RecipientVersion {
    RecipientFacts facts;
    std::string actor;  // as in the ledger; empty when its time is over
};
// Newest first.
std::vector<RecipientVersion> history_of(store::Tx& tx, Recipient recipient);

// THE answer whether the shop's data may go to this recipient now (policy S2; GDPR 28, 44). Refused with
// `recipient_not_declared` when the published policy does not name it, a processor's contract is over, or it is outside
// the EEA without a ground.
Result<void> may_receive(store::Tx& tx, const privacy::InForce& in_force, Recipient recipient);

// What is not filled in yet, by its field.
std::vector<std::string_view> missing(const RecipientFacts& facts);

bool is_in_eea(std::string_view country);

// For the proof: nobody got anything whom the published policy does not name (policy S2), and no processor has a
// contract that is over.
Observation look_at_recipients(store::Tx& tx, const privacy::InForce& in_force);

// Deletes disclosures of people who are no longer in the records.
void forget_disclosures_of_nobody(store::Tx& tx, privacy::Vault& vault);

}  // namespace autojet::registers
