// Who is counted (policy P4): many people at once, whose rows are added up and never shown. It answers for each as the
// gate would; what is written down is that the whole was counted, by whom and what for.
#pragma once

#include <set>

#include "privacy/gate.hpp"

namespace autojet::privacy {

class Counted {
public:
    [[nodiscard]] bool counts(PersonId person) const { return !left_out_.contains(person); }

private:
    friend Result<Counted> who_is_counted(store::Tx&, Gate&, Policies&, const Actor&, const std::set<PersonId>&,
                                          policy::Openings&);
    std::set<PersonId> left_out_;
};

// Those of `persons` for whom purpose P4 opens appointments; a set of numbers, so that few questions answer for many.
// Refused with `no_warrant` as the gate refuses; that is recorded.
Result<Counted> who_is_counted(store::Tx& tx, Gate& gate, Policies& policies, const Actor& actor,
                               const std::set<PersonId>& persons, policy::Openings& openings);

}  // namespace autojet::privacy
