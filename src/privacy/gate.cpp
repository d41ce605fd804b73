#include "privacy/gate.hpp"

#include <algorithm>

namespace autojet::privacy {

namespace {

// A person acts on their own record alone; staff on everybody of their shop; a stranger on nobody.
bool has_business(const Actor& actor, const std::vector<PersonId>& persons) {
    switch (actor.kind) {
        case Actor::Kind::stranger:
            return false;
        case Actor::Kind::person:
            return std::ranges::all_of(persons, [&](PersonId person) { return person.value() == actor.number; });
        case Actor::Kind::staff:
        case Actor::Kind::job:
            return true;
    }
    return false;
}

}  // namespace

Result<policy::Categories> Gate::check(store::Tx& tx, const Actor& actor, policy::Purpose purpose,
                                       const std::vector<PersonId>& persons, policy::Openings& openings) {
    const auto allowed = policies_.of(tx)->published.opened_by(purpose);
    if (allowed.any() && has_business(actor, persons)) return allowed;

    for (const auto person : persons)
        for (const auto category : policy::all_categories)
            if (policy::permits(purpose, category)) openings.refused({person, category, purpose});
    return refuse(ErrorCode::forbidden, "no_warrant", "This is not permitted.");
}

}  // namespace autojet::privacy
