// Consents (policy R7, GDPR 7 and 8): to a clause of the policy that asks for one and that the shop has published. Each
// proves what was shown and when. It is kept while it is in force, then three years; it goes at once when the person
// is erased at their own request.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/messages.hpp"
#include "privacy/overdue.hpp"
#include "privacy/policies.hpp"
#include "privacy/vault.hpp"

namespace autojet::privacy {

struct Consent;
using ConsentId = Id<Consent>;

struct Consent {
    ConsentId id;
    std::string clause;
    Instant given;
    store::Bytes text_hash;
    std::string policy_version;
    Language language{};
    std::string channel;
    std::optional<PersonalText<Category::name>> guardian;  // closed; of somebody under 16
    std::optional<Instant> withdrawn;

    [[nodiscard]] bool is_in_force() const { return !withdrawn; }
};

// The clauses that this shop's version has and that need a consent, by name.
[[nodiscard]] std::vector<std::string> consent_clauses(const InForce& in_force);

// Every sentence of the question, as the page shows them.
struct ConsentQuestion {
    std::string clause;  // what it is about, from the policy
    std::string agree;   // beside the box, which is not ticked
    std::string of_age;  // one of these two is chosen
    std::string guardian;
    std::string withdrawing;  // that it can be taken back, and how

    // What the proof is of: the sentences, one on each line.
    [[nodiscard]] std::string text() const;
};
// `clause` must be one of consent_clauses().
[[nodiscard]] ConsentQuestion consent_question(const InForce& in_force, std::string_view clause, Language language,
                                               const Messages& messages);

// What the person answered. Nothing is ticked in advance.
struct ConsentAnswer {
    bool agrees = false;
    bool is_of_age = false;     // says to be 16 or older
    std::string guardian_name;  // else: who agrees for them
    bool guardian_agrees = false;
};

inline constexpr std::size_t longest_guardian_name = 100;

// Refused with `not_offered` (the shop's version has no such clause), `not_agreed` (field "agree"), `guardian_needed`
// (field "age"; GDPR 8, UAVG 5), `restricted`, or the reasons of clean_line (field "guardian"). While one is in force,
// another changes nothing.
Result<void> give_consent(store::Tx& tx, Vault& vault, const InForce& in_force, PersonId person,
                          const ConsentQuestion& question, std::string_view clause, Language language,
                          std::string_view channel, const ConsentAnswer& answer);

// One step, without a reason. The next read is denied; what was done before stays lawful (GDPR 7(3)). Again changes
// nothing.
void withdraw_consent(store::Tx& tx, PersonId person, std::string_view clause);

[[nodiscard]] bool has_consent(store::Tx& tx, PersonId person, std::string_view clause);
[[nodiscard]] std::vector<Consent> consents_of(store::Tx& tx, Vault& vault, PersonId person);  // oldest first
[[nodiscard]] bool has_consents(store::Tx& tx, PersonId person);                               // in force or not
// The text that was shown.
[[nodiscard]] std::optional<std::string> consent_text(store::Tx& tx, const store::Bytes& text_hash);

// The record goes because its time is over: what it agreed to ends with it, and the proof stays for its own time.
void end_consents(store::Tx& tx, PersonId person);
// The person is erased: keys first, then rows.
void erase_consents(store::Tx& tx, Vault& vault, PersonId person);

// Deletes those that ended long enough ago, at most `limit`; answers how many.
std::int64_t forget_consents(store::Tx& tx, Vault& vault, const policy::Published& policy, int limit);
[[nodiscard]] Overdue overdue_consents(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::privacy
