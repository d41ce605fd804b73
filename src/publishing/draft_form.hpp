// The form of a draft: which prepared clauses are on, how long things are kept, who receives data.
#pragma once

#include "http/form.hpp"
#include "http/html.hpp"
#include "policy/draft.hpp"

namespace autojet::publishing {

// What was sent, as a program may have sent it too. Errors name the fields `clause`, `recipient` and `period_CLASS`;
// what stays unsaid about a period stays as it is.
std::optional<policy::Choices> read_choices(const http::Form& form, const policy::Model& ceiling,
                                            const policy::Model& in_force, Errors& errors);

// What stands beside a field: its name -> a sentence in the reader's language.
using Beside = std::map<std::string, std::string, std::less<>>;

struct FormView {
    const policy::Model& ceiling;
    const policy::Model& in_force;
    const policy::Choices& choices;
    const Beside& beside;
    Language language{};
    const http::Form* typed = nullptr;  // shown in place of the choices when there is one
};

// Fills `CLAUSE`, `PERIOD`, `RECIPIENT`.
void show_choices(http::Dict& values, const FormView& view);

}  // namespace autojet::publishing
