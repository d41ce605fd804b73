#include "privacy/counted.hpp"

#include <algorithm>

#include "privacy/limits.hpp"

namespace autojet::privacy {

namespace {

constexpr auto purpose = policy::Purpose::improvement;
constexpr auto category = policy::Category::appointment;
constexpr PersonId nobody{};

// Few have asked for anything; all others are counted without a question.
constexpr std::string_view select_who_asked =
    "SELECT person FROM restriction WHERE shop = $1 UNION SELECT person FROM objection WHERE shop = $1";

bool may_be_counted(store::Tx& tx, PersonId person, const InForce& in_force) {
    const auto allowed = limit_of_standing(tx, person, purpose, in_force).allowed &
                         limit_of_version(tx, person, purpose, in_force).allowed;
    return allowed.test(static_cast<std::size_t>(category));
}

// A version that did not allow this makes it necessary to ask of everybody which one they know.
bool needs_to_ask_all(const InForce& in_force) {
    return std::ranges::any_of(in_force.narrower,
                               [](const auto& version) { return !version.second.allows(purpose, category); });
}

}  // namespace

Result<Counted> who_is_counted(store::Tx& tx, Gate& gate, Policies& policies, const Actor& actor,
                               const std::set<PersonId>& persons, policy::Openings& openings) {
    const auto warrant = gate.warrant<purpose>(tx, actor, {nobody}, openings);
    if (!warrant) return tl::unexpected(warrant.error());
    const auto in_force = policies.of(tx);
    Counted counted;
    const auto look_at = [&](PersonId person) {
        if (persons.contains(person) && !may_be_counted(tx, person, *in_force)) counted.left_out_.insert(person);
    };
    if (needs_to_ask_all(*in_force))
        std::ranges::for_each(persons, look_at);
    else
        std::ranges::for_each(tx.all(select_who_asked, [](const store::Row& row) { return PersonId{row.integer(0)}; }),
                              look_at);
    if (!persons.empty()) openings.opened({nobody, category, purpose});
    return counted;
}

}  // namespace autojet::privacy
