#include "publishing/draft_form.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "policy/period_words.hpp"

namespace autojet::publishing {

namespace {

using policy::Model;
using policy::RetentionRow;

std::string field_of(const RetentionRow& row) {
    return "period_" + row.name;
}

// Tax law and the clock of a machine leave nothing to choose.
bool is_fixed(const RetentionRow& most) {
    return policy::keeps(most, "K3") || most.period->count == 1;
}

// A period that an owner may choose, with the longest that it can have.
std::vector<const RetentionRow*> choosable(const Model& ceiling) {
    std::vector<const RetentionRow*> rows;
    for (const auto& row : ceiling.classes)
        if (row.period && !row.prepared) rows.push_back(&row);
    return rows;
}

std::optional<int> whole_number(std::string_view text) {
    constexpr int most = 9999;
    const auto number = parse_whole(text);
    return number && *number >= 1 && *number <= most ? std::optional{static_cast<int>(*number)} : std::nullopt;
}

template <class R>
bool all_known(const http::Form& form, std::string_view field, const std::vector<R>& rows) {
    return std::ranges::all_of(form.all(field), [&](auto name) { return policy::find(rows, name) != nullptr; });
}

void read_period(const http::Form& form, const RetentionRow& most, policy::Choices& choices, Errors& errors) {
    const auto field = field_of(most);
    const auto typed = form.find(field);
    if (!typed || is_fixed(most)) return;
    const auto count = whole_number(trim(*typed));
    if (!count)
        errors.push_back({ErrorCode::invalid, "not_a_period", "Please give a whole number, at least 1.", field});
    else if (*count > most.period->count)
        errors.push_back(
            {ErrorCode::invalid, "too_long", "This is longer than the program keeps anything of this kind.", field});
    else
        choices.periods[most.name] = *count;
}

}  // namespace

std::optional<policy::Choices> read_choices(const http::Form& form, const Model& ceiling, const Model& in_force,
                                            Errors& errors) {
    const auto before = errors.size();
    auto choices = policy::choices_of(ceiling, in_force);
    if (!all_known(form, "clause", ceiling.clauses))
        errors.push_back({ErrorCode::invalid, "unknown_clause", "Please choose from the list.", "clause"});
    if (!all_known(form, "recipient", ceiling.recipients))
        errors.push_back({ErrorCode::invalid, "unknown_recipient", "Please choose from the list.", "recipient"});
    for (const auto* most : choosable(ceiling)) read_period(form, *most, choices, errors);
    if (errors.size() != before) return std::nullopt;

    choices.clauses.clear();
    for (const auto name : form.all("clause")) choices.clauses.emplace(name);
    choices.left_out.clear();
    const auto receive = form.all("recipient");
    for (const auto& row : ceiling.recipients)
        if (!row.prepared && std::ranges::find(receive, row.name) == receive.end()) choices.left_out.insert(row.name);
    return choices;
}

namespace {

bool is_ticked(const http::Form& form, std::string_view field, const std::string& name) {
    const auto ticked = form.all(field);
    return std::ranges::find(ticked, name) != ticked.end();
}

void show_error(http::Dict& row, const FormView& view, const std::string& field) {
    if (const auto words = view.beside.find(field); words != view.beside.end())
        row.add("ERROR").set("MESSAGE", words->second);
}

void show_period(http::Dict& row, const RetentionRow& most, const FormView& view) {
    const auto field = field_of(most);
    const auto* now = policy::find(view.in_force.classes, most.name);
    const auto period = now && now->period ? *now->period : *most.period;
    const auto chosen = view.choices.periods.find(most.name);
    const auto count = std::to_string(chosen == view.choices.periods.end() ? period.count : chosen->second);
    // "2 months after the last appointment" without its number.
    const auto unit = policy::in_words(policy::Period{2, period.unit, period.after}).in(view.language).substr(2);
    row.set("FIELD", field).set("WHAT", most.title.in(view.language)).set("UNIT", unit);
    if (is_fixed(most)) {
        row.add("FIXED").set("PERIOD_TEXT", policy::in_words(*most.period).in(view.language));
        return;
    }
    auto& choice = row.add("CHOICE");
    const bool typed = view.typed && view.typed->has(field) && view.typed->valid_utf8(field);
    choice.set("COUNT", typed ? view.typed->text(field) : count).set("LIMIT", most.period->count);
    show_error(choice, view, field);
}

}  // namespace

void show_choices(http::Dict& values, const FormView& view) {
    for (const auto& clause : view.ceiling.clauses) {
        auto& row = values.add("CLAUSE");
        row.set("NAME", clause.name).set("WHAT", clause.title.in(view.language));
        if (view.typed ? is_ticked(*view.typed, "clause", clause.name) : view.choices.clauses.contains(clause.name))
            row.show("CHECKED");
        const auto* now = policy::find(view.in_force.clauses, clause.name);
        row.show(now && !now->prepared ? "NOW_ON" : "NOW_OFF");
        show_error(row, view, "clause_" + clause.name);
    }
    for (const auto* most : choosable(view.ceiling)) show_period(values.add("PERIOD"), *most, view);
    for (const auto& recipient : view.ceiling.recipients) {
        if (recipient.prepared) continue;
        auto& row = values.add("RECIPIENT");
        row.set("NAME", recipient.name).set("WHAT", recipient.title.in(view.language));
        if (view.typed ? is_ticked(*view.typed, "recipient", recipient.name)
                       : !view.choices.left_out.contains(recipient.name))
            row.show("CHECKED");
        show_error(row, view, "recipient_" + recipient.name);
    }
}

}  // namespace autojet::publishing
