#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "policy/check.hpp"
#include "policy/model.hpp"

namespace autojet::policy {

// What a shop decides about its policy, within what the program can do (the ceiling).
struct Choices {
    std::set<std::string, std::less<>> clauses;       // prepared clauses that are switched on
    std::map<std::string, int, std::less<>> periods;  // of a class, in the unit that it has
    std::set<std::string, std::less<>> left_out;      // recipients of the ceiling that get nothing

    friend bool operator==(const Choices&, const Choices&) = default;
};

// The choices that lie in a version: composing them with it changes nothing.
Choices choices_of(const Model& ceiling, const Model& version);

// The version that these choices make of the one in force: its own rows, those that the clauses bring, and of the
// program itself the cookies and classes that it needs to run. Unknown names are left out.
Model compose(const Model& ceiling, const Model& in_force, const Choices& choices);

// What keeps a draft from being published, for its owner, at the field of the form.
struct Objection {
    std::string field;  // "clause_photos", "period_customer", "recipient_whatsapp", "words_nl_who", or empty
    Words words;
};

// Empty when the draft holds together: each period lies between the shortest useful and the ceiling, the accounts stay
// as long as tax law asks (policy K3), what a clause needs is there, no row is wider than the ceiling, and the prose
// cites every promise. `texts` are those of the program with the shop's own in their place.
std::vector<Objection> objections_to(const Model& ceiling, const Model& draft, const Texts& texts);

}  // namespace autojet::policy
