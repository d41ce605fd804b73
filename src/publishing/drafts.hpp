// The next version of a shop's policy while it is being thought about. A shop has one draft, or none.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/difference.hpp"
#include "policy/draft.hpp"
#include "privacy/policies.hpp"
#include "publishing/frozen.hpp"
#include "shop/shop.hpp"
#include "store/tx.hpp"

namespace autojet::publishing {

using OwnWords = std::map<std::string, std::string, std::less<>>;  // "nl/who.md" -> text

struct Draft {
    std::string based_on;
    Instant saved;
    policy::Model model;
    OwnWords words;  // only the files that differ from what is in force
};

std::optional<Draft> find_draft(store::Tx& tx);

// Begins one as the version in force, or leaves the one that there is.
void begin_draft(store::Tx& tx, const policy::Model& ceiling, const policy::Model& in_force);
// Refused with `no_draft`.
Result<void> save_choices(store::Tx& tx, const policy::Model& ceiling, const policy::Model& in_force,
                          const policy::Choices& choices);
// The text of one file; the same as in force is no text of its own. Refused with `no_draft`.
Result<void> save_words(store::Tx& tx, const std::string& file, std::string_view words, std::string_view in_force);
void throw_away(store::Tx& tx);

// A draft beside what is in force, ready to be judged.
struct Proposal {
    policy::Model model;  // with the facts of the shop of today
    policy::Texts texts;  // with the draft's own words; lives no longer than what it was made of
    std::vector<policy::Change> changes;
    std::vector<policy::Words> new_words;  // titles of chapters that read differently
    std::vector<policy::Objection> objections;

    [[nodiscard]] bool changes_nothing() const { return changes.empty() && new_words.empty(); }
};
// `of_the_program` gives what no shop writes itself, such as the cookie policy.
Proposal propose(const Draft& draft, const policy::Model& ceiling, const Frozen& in_force,
                 const policy::Texts& of_the_program, const Shop& shop);

// Makes it the version of today and ends the draft. Refused with `nothing_changed`, with `does_not_hold` when there is
// an objection, and as policy::next_version does. Answers with the version's name.
Result<std::string> publish(store::Tx& tx, const Proposal& proposal, CivilDate today);

}  // namespace autojet::publishing
