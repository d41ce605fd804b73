#include "privacy/limits.hpp"

#include <algorithm>

#include "privacy/consent.hpp"
#include "privacy/standing.hpp"

namespace autojet::privacy {

namespace {

Limit nothing(std::string_view reason, std::string_view message) {
    return {.allowed = {}, .reason = reason, .message = message};
}

// A purpose whose basis is consent is closed unless the person agreed to a clause that brings it (GDPR 6(1)(a)).
bool lacks_consent(store::Tx& tx, PersonId person, policy::Purpose purpose, const policy::Model& model) {
    const auto name = policy::name_of(purpose);
    const auto* row = policy::find(model.purposes, name);
    if (!row || row->basis != policy::Basis::consent) return false;
    return std::ranges::none_of(model.clauses, [&](const policy::ClauseRow& clause) {
        return std::ranges::find(clause.purposes, name) != clause.purposes.end() &&
               has_consent(tx, person, clause.name);
    });
}

bool is_marketing(policy::Purpose purpose) {
    return purpose == policy::Purpose::reminder;
}

}  // namespace

Limit limit_of_standing(store::Tx& tx, PersonId person, policy::Purpose purpose, const InForce& in_force) {
    using policy::Purpose;
    if (purpose == Purpose::rights || purpose == Purpose::legal_duty) return {};
    if (is_restricted(tx, person)) return nothing("restricted", restricted_badge);
    if (purpose == Purpose::improvement && objects(tx, person, Aim::improvement))
        return nothing("objected", "This person objected to this use of their data.");
    if (is_marketing(purpose) && objects(tx, person, Aim::marketing))
        return nothing("objected", "This person objected to this use of their data.");
    if (lacks_consent(tx, person, purpose, in_force.model))
        return nothing("no_consent", "This person has not agreed to this.");
    return {};
}

Limit limit_of_version(store::Tx& tx, PersonId person, policy::Purpose purpose, const InForce& in_force) {
    const auto* row = policy::find(in_force.model.purposes, policy::name_of(purpose));
    if (row && row->basis == policy::Basis::legal_obligation) return {};  // the law does not wait for a notice
    if (row && row->basis == policy::Basis::consent) return {};           // who agreed was told of it by being asked
    const auto* known = in_force.find_narrower(tx, person);
    if (!known) return {};
    return {.allowed = known->opened_by(purpose),
            .reason = "not_told",
            .message = "This person has not been told yet of what the privacy policy says now."};
}

}  // namespace autojet::privacy
