#include "workshop/conflict.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace autojet::workshop {

namespace {

// Browsers send line ends as CR LF.
std::string with_plain_ends(std::string text) {
    std::erase(text, '\r');
    return std::string(trim(text));
}

std::string told(const EditedField& field, const std::string& value) {
    if (value.empty()) return "–";
    return field.words ? field.words(value) : value;
}

}  // namespace

EditedField edited(const http::Form& form, std::string name, std::string label, std::string theirs,
                   std::function<std::string(const std::string&)> words) {
    auto was = with_plain_ends(form.readable("was_" + name));
    auto mine = with_plain_ends(form.readable(name));
    return {std::move(name), std::move(label), std::move(was), std::move(theirs), std::move(mine), std::move(words)};
}

void show_conflict(http::Dict& values, const Conflict& conflict) {
    auto& section = values.add("CONFLICT");
    section.set("WHO", conflict.who).set("WHEN", conflict.when).set("ACTION", conflict.action);
    section.set("SEEN", static_cast<long long>(conflict.theirs.version));
    for (const auto& field : conflict.fields) {
        section.add("WAS").set("NAME", "was_" + field.name).set("VALUE", field.theirs);
        const bool touched = field.theirs != field.was;
        if (!touched || field.theirs == field.mine) {
            section.add("KEPT").set("NAME", field.name).set("VALUE", field.mine);
            continue;
        }
        auto& row = section.add("FIELD");
        row.set("LABEL", field.label).set("NAME", field.name).set("WAS_TEXT", told(field, field.was));
        row.set("THEIRS", field.theirs).set("THEIRS_TEXT", told(field, field.theirs));
        row.set("MINE", field.mine).set("MINE_TEXT", told(field, field.mine));
        row.show(field.mine == field.was ? "TAKE_THEIRS" : "TAKE_MINE");
    }
}

}  // namespace autojet::workshop
