// What the second of two people sees who changed the same thing: who was quicker, what it was, what it says now, and
// what they typed themselves. The form that comes of it sends what was chosen, with the version that is there now; so
// nothing is lost, and nothing is overwritten that was not seen.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/form.hpp"
#include "http/html.hpp"
#include "workshop/edition.hpp"

namespace autojet::workshop {

// One field of a form. `was` is what the form was made from: it came along as "was_" and the name.
struct EditedField {
    std::string name;
    std::string label;  // translated
    std::string was, theirs, mine;
    // How a value is told to people; empty: as it is.
    std::function<std::string(const std::string&)> words = {};
};

struct Conflict {
    std::string action;  // address that the form goes to
    Edition theirs;
    std::string who;   // translated or a name
    std::string when;  // translated
    std::vector<EditedField> fields;
};

// With `was` and `mine` from the form.
EditedField edited(const http::Form& form, std::string name, std::string label, std::string theirs,
                   std::function<std::string(const std::string&)> words = {});

// CONFLICT {WHO WHEN ACTION SEEN KEPT{NAME VALUE WAS} FIELD{LABEL WAS_TEXT THEIRS{..} MINE{..}}} for
// {{>edit_conflict.html}}. Fields that nobody else touched go along as they were typed.
void show_conflict(http::Dict& values, const Conflict& conflict);

}  // namespace autojet::workshop
