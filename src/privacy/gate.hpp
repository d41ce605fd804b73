// The gate (lock 4): the only maker of warrants. It asks who acts, and what the shop's published version allows.
#pragma once

#include <vector>

#include "policy/warrant.hpp"
#include "privacy/actor.hpp"
#include "privacy/policies.hpp"

namespace autojet::privacy {

class Gate {
public:
    explicit Gate(Policies& policies) : policies_(policies) {}

    // The right to open these persons' data for purpose P, as long as `openings` lives. Refused with `no_warrant` when
    // the actor has no such business, and the refusal is recorded.
    template <policy::Purpose P>
    [[nodiscard]] Result<policy::Warrant<P>> warrant(store::Tx& tx, const Actor& actor, std::vector<PersonId> persons,
                                                     policy::Openings& openings) {
        auto allowed = check(tx, actor, P, persons, openings);
        if (!allowed) return tl::unexpected(allowed.error());
        return policy::Warrant<P>(std::move(persons), *allowed, openings);
    }

private:
    Result<policy::Categories> check(store::Tx& tx, const Actor& actor, policy::Purpose purpose,
                                     const std::vector<PersonId>& persons, policy::Openings& openings);

    Policies& policies_;
};

}  // namespace autojet::privacy
