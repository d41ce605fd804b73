// What of somebody's data went to a recipient of the policy (policy S2 to S5): one row each time, so that a copy names
// the actual recipients (GDPR 15(1)(c)) and each of them is told of a correction or an erasure (GDPR 19).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/published.hpp"
#include "store/tx.hpp"

namespace autojet::privacy {

struct Disclosure {
    PersonId person;
    Instant at;
    policy::Recipient recipient{};
    policy::Purpose purpose{};
    policy::Categories categories;
    std::string occasion;  // "message", "handover:NUMBER"
};

// Writes it down, in the transaction that knows it happened.
void disclosed(store::Tx& tx, PersonId person, policy::Recipient recipient, const policy::Categories& categories,
               policy::Purpose purpose, std::string_view occasion);

// Oldest first.
std::vector<Disclosure> disclosures_of(store::Tx& tx, std::span<const PersonId> persons);

// Those of somebody who is erased; answers how many. The vault does it when it destroys a person's keys: ask for the
// recipients before.
std::int64_t forget_disclosures(store::Tx& tx, PersonId person);

// Everybody of whom a disclosure is kept.
std::vector<PersonId> persons_with_disclosures(store::Tx& tx);

// "contact, name".
std::string names_of(const policy::Categories& categories);
// The other way; words that the ceiling does not know are left out.
policy::Categories categories_from(std::string_view names);

}  // namespace autojet::privacy
