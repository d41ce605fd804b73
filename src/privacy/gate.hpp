// The gate (lock 4): the only maker of warrants. It asks who acts, what the shop's published version allows, and what
// stands in the way for each person.
#pragma once

#include <vector>

#include "policy/warrant.hpp"
#include "privacy/actor.hpp"
#include "privacy/policies.hpp"

namespace autojet::privacy {

class Gate {
public:
    explicit Gate(Policies& policies) : policies_(policies) {}

    // The right to open these persons' data for purpose P, as long as `openings` lives. Refused when the actor has no
    // such business, or a member of staff not this purpose (`no_warrant`), and when something stands in the way for
    // every one of them (the reason of its Limit); the refusal is recorded. Who is limited among others is only left
    // out: ask Warrant::covers.
    template <policy::Purpose P>
    [[nodiscard]] Result<policy::Warrant<P>> warrant(store::Tx& tx, const Actor& actor,
                                                     const std::vector<PersonId>& persons, policy::Openings& openings) {
        auto allowed = check(tx, actor, P, persons, openings);
        if (!allowed) return tl::unexpected(allowed.error());
        return policy::Warrant<P>(std::move(*allowed), openings);
    }

private:
    Result<std::vector<policy::Subject>> check(store::Tx& tx, const Actor& actor, policy::Purpose purpose,
                                               const std::vector<PersonId>& persons, policy::Openings& openings);

    Policies& policies_;
};

}  // namespace autojet::privacy
