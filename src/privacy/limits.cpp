#include "privacy/limits.hpp"

#include "privacy/standing.hpp"

namespace autojet::privacy {

namespace {

Limit nothing(std::string_view reason, std::string_view message) {
    return {.allowed = {}, .reason = reason, .message = message};
}

bool rests_on_consent(policy::Purpose purpose, const InForce& in_force) {
    const auto* row = policy::find(in_force.model.purposes, policy::name_of(purpose));
    return row && row->basis == policy::Basis::consent;
}

}  // namespace

Limit limit_of_standing(store::Tx& tx, PersonId person, policy::Purpose purpose, const InForce& in_force) {
    using policy::Purpose;
    if (purpose == Purpose::rights || purpose == Purpose::legal_duty) return {};
    if (is_restricted(tx, person)) return nothing("restricted", restricted_badge);
    if (purpose == Purpose::improvement && objects(tx, person, Aim::improvement))
        return nothing("objected", "This person objected to this use of their data.");
    if (rests_on_consent(purpose, in_force)) return nothing("no_consent", "This person has not agreed to this.");
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
