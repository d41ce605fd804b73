#pragma once

#include <vector>

#include "policy/model.hpp"

namespace autojet::policy {

// What a change does to people whose data it concerns. `neither`: other words, another phone number.
enum class Effect { widens, narrows, neither };

// What differs between two models, in a sentence that a shop owner and a visitor understand.
struct Change {
    Effect effect = Effect::neither;
    Words words;
};

// All that the second model does otherwise, clauses first. It widens when it does more with people's data or promises
// them less: a new category, purpose, recipient, class or cookie; a purpose that opens one more category; a longer
// period, or one counted from another event; a longer or less guarded cookie; a recipient in another role; a promise or
// a measure that is gone; and a purpose on another basis, unless that is consent: every other move takes a right away,
// to object or to withdraw.
//
// The models are compared as they are. Pass in_force() of a model to leave out what is only prepared.
std::vector<Change> difference(const Model& before, const Model& after);

bool any_widens(const std::vector<Change>& changes);

}  // namespace autojet::policy
