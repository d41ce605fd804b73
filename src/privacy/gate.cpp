#include "privacy/gate.hpp"

#include <algorithm>

#include "privacy/limits.hpp"

namespace autojet::privacy {

namespace {

// A person acts on their own record alone; staff on everybody of their shop, for the purposes of their role; a stranger
// on nobody.
bool has_business(const Actor& actor, policy::Purpose purpose, const std::vector<PersonId>& persons) {
    switch (actor.kind) {
        case Actor::Kind::stranger:
        case Actor::Kind::provider:  // acts on the whole, and opens nobody's data for a purpose of its own (policy S3)
            return false;
        case Actor::Kind::person:
            return std::ranges::all_of(persons, [&](PersonId person) { return person.value() == actor.number; });
        case Actor::Kind::staff:
            return actor.purposes.test(static_cast<std::size_t>(purpose));
        case Actor::Kind::job:
            return true;
    }
    return false;
}

}  // namespace

Result<std::vector<policy::Subject>> Gate::check(store::Tx& tx, const Actor& actor, policy::Purpose purpose,
                                                 const std::vector<PersonId>& persons, policy::Openings& openings) {
    const auto refused = [&](PersonId person) {
        for (const auto category : policy::all_categories)
            if (policy::permits(purpose, category)) openings.refused({person, category, purpose});
    };
    const auto in_force = policies_.of(tx);
    const auto published = in_force->published.opened_by(purpose);
    if (published.none() || !has_business(actor, purpose, persons)) {
        std::ranges::for_each(persons, refused);
        return refuse(ErrorCode::forbidden, "no_warrant", "This is not permitted.");
    }

    std::vector<policy::Subject> subjects;
    Limit in_the_way;
    for (const auto person : persons) {
        auto limit = limit_of_standing(tx, person, purpose, *in_force);
        const auto standing = limit.allowed;
        if ((published & standing).any()) limit = limit_of_version(tx, person, purpose, *in_force);
        const auto allowed = published & standing & limit.allowed;
        if (allowed.any()) {
            subjects.push_back({person, allowed});
        } else {
            refused(person);
            in_the_way = limit;
        }
    }
    if (subjects.empty() && !persons.empty())
        return refuse(ErrorCode::forbidden, std::string(in_the_way.reason), std::string(in_the_way.message));
    return subjects;
}

}  // namespace autojet::privacy
