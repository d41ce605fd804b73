// What a slice can hand over when the law demands it (policy P3, S5; GDPR 6(1)(c)), or tell people after a breach
// (GDPR 34): less than a copy for the person themself, since the warrant opens less.
#pragma once

#include <functional>
#include <vector>

#include "shop/holder.hpp"

namespace autojet {

using ForTheLaw = policy::Warrant<policy::Purpose::legal_duty>;

// What was asked for: these categories, of what began at or after `from` and before `until`.
struct Scope {
    policy::Categories categories;
    Instant from, until;
};

// Of this person, oldest first. What is not in the scope is not opened; what the warrant does not cover is left out,
// and so is who of the staff did what (GDPR 15(4)).
using HandOver = std::function<std::vector<HeldRecord>(store::Tx&, PersonId, const ForTheLaw&, const Scope&)>;

// Adds the value when it was asked for and the warrant covers it.
template <policy::Category C>
void add_in_scope(HeldRecord& held, const ForTheLaw& warrant, const Scope& scope, std::string field,
                  std::string_view label, const policy::Personal<std::string, C>& closed) {
    if (scope.categories.test(static_cast<std::size_t>(C)) && warrant.covers(closed.subject(), C))
        held.values.push_back({C, std::move(field), label, closed.open(warrant)});
}

}  // namespace autojet
