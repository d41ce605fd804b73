#include "shop/held_standing.hpp"

namespace autojet::shop {

using policy::Category;
using privacy::PersonalText;

void describe_standing(HeldRecord& record, store::Tx& tx, privacy::Vault& vault, PersonId person,
                       const ForRights& warrant) {
    const auto add = [&](std::string_view field, std::string_view label, const auto& closed) {
        if (auto value = closed.open_if_covered(warrant))
            record.values.push_back(
                {std::decay_t<decltype(closed)>::category, std::string(field), label, std::move(*value), false});
    };
    const auto add_plain = [&](std::string_view field, std::string_view label, std::string_view word, Instant since) {
        add(field, label,
            PersonalText<Category::appointment>::of(person, std::string(word) + " " + format_rfc3339(since)));
    };
    const auto standing = privacy::standing_of(tx, vault, person);
    for (const auto& restriction : standing.restrictions)
        add_plain("standing.restriction", "Restricted: only kept", code(restriction.ground), restriction.since);
    for (const auto& objection : standing.objections) {
        add_plain("standing.objection", "Your objection", code(objection.aim), objection.since);
        if (objection.decided)
            add_plain("standing.decision", "Decision on your objection", code(objection.balance), *objection.decided);
        if (objection.reasons) add("standing.reasons", "Reasons of the decision", *objection.reasons);
    }
}

}  // namespace autojet::shop
