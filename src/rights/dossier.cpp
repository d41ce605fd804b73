#include "rights/dossier.hpp"

#include <algorithm>
#include <map>

namespace autojet::rights {

using policy::Purpose;
using privacy::Actor;

std::vector<HeldRecord> gather(store::Tx& tx, privacy::Gate& gate, const std::vector<Holder>& holders,
                               const Actor& actor, const std::vector<PersonId>& persons, policy::Openings& openings) {
    std::vector<HeldRecord> records;
    for (const auto person : persons) {
        // Somebody with several records acts on each as its own person.
        const auto who = actor.kind == Actor::Kind::person ? Actor::person(person) : actor;
        const auto warrant = gate.warrant<Purpose::rights>(tx, who, {person}, openings);
        if (!warrant) continue;
        for (const auto& holder : holders)
            if (holder.describe)
                for (auto& record : holder.describe(tx, person, *warrant)) {
                    // A request is about several records of one person, and is told once.
                    const bool told = std::ranges::any_of(records, [&](const HeldRecord& other) {
                        return other.kind == record.kind && other.number == record.number && !record.number.empty() &&
                               record.kind != "customer";
                    });
                    if (!told) records.push_back(std::move(record));
                }
    }
    std::ranges::stable_sort(records, [](const HeldRecord& left, const HeldRecord& right) {
        return std::tie(left.kind, left.collected) < std::tie(right.kind, right.collected);
    });
    return records;
}

std::string count_kinds(const std::vector<HeldRecord>& records) {
    std::map<std::string, int> counts;
    for (const auto& record : records) ++counts[record.kind];
    std::string text;
    for (const auto& [kind, count] : counts) text += (text.empty() ? "" : ", ") + kind + " " + std::to_string(count);
    return text;
}

}  // namespace autojet::rights
