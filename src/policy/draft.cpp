#include "policy/draft.hpp"

#include <algorithm>

namespace autojet::policy {
namespace {

// The names of rows that these clauses bring.
std::set<std::string> brought(const Model& ceiling, const Choices& choices,
                              std::vector<std::string> ClauseRow::*needs) {
    std::set<std::string> names;
    for (const auto& clause : ceiling.clauses)
        if (choices.clauses.contains(clause.name)) names.insert((clause.*needs).begin(), (clause.*needs).end());
    return names;
}

// In the order of the ceiling: rows of the version that are no clause's, and those that a chosen clause brings.
template <class R>
std::vector<R> rows_of(const std::vector<R>& ceiling, const std::vector<R>& version,
                       const std::set<std::string>& wanted) {
    std::vector<R> rows;
    for (const R& row : ceiling) {
        const R* kept = find(version, row.name);
        const bool in = row.prepared ? wanted.contains(row.name) : kept != nullptr;
        if (!in) continue;
        rows.push_back(kept ? *kept : row);
        rows.back().prepared = false;
    }
    return rows;
}

template <class R>
std::vector<R> with_those_of_the_program(const std::vector<R>& ceiling, const std::vector<R>& version) {
    std::vector<R> rows;
    for (const R& row : ceiling) {
        const R* kept = find(version, row.name);
        if (kept || !row.prepared) rows.push_back(kept ? *kept : row);
    }
    return rows;
}

// A purpose opens what it opened in the version, less what no clause brings any more, and what the clauses bring to it.
void set_openings(Model& draft, const Model& ceiling, const std::set<std::string>& wanted) {
    for (auto& purpose : draft.purposes) {
        const auto* most = find(ceiling.purposes, purpose.name);
        std::vector<std::string> opens;
        for (const auto& name : most->opens) {
            const auto* category = find(ceiling.categories, name);
            const bool opened = std::find(purpose.opens.begin(), purpose.opens.end(), name) != purpose.opens.end();
            if (category && (category->prepared ? wanted.contains(name) : opened)) opens.push_back(name);
        }
        purpose.opens = std::move(opens);
    }
}

std::vector<RecipientRow> recipients_of(const Model& ceiling, const Model& version, const Choices& choices) {
    const auto wanted = brought(ceiling, choices, &ClauseRow::recipients);
    std::vector<RecipientRow> rows;
    for (const auto& row : ceiling.recipients) {
        if (row.prepared ? !wanted.contains(row.name) : choices.left_out.contains(row.name)) continue;
        const auto* kept = find(version.recipients, row.name);
        rows.push_back(kept ? *kept : row);
        rows.back().prepared = false;
    }
    return rows;
}

// A recipient that is taken out takes no promise with it.
void keep_promises(Model& draft, const Model& version, const Model& ceiling) {
    draft.promises.clear();
    for (const auto& promise : ceiling.promises) {
        const auto had = std::find_if(version.promises.begin(), version.promises.end(),
                                      [&](const Promise& other) { return other.number == promise.number; });
        draft.promises.push_back(had == version.promises.end() ? promise : *had);
    }
}

}  // namespace

Choices choices_of(const Model& ceiling, const Model& version) {
    const Model shown = in_force(version);
    Choices choices;
    for (const auto& clause : shown.clauses)
        if (find(ceiling.clauses, clause.name)) choices.clauses.insert(clause.name);
    for (const auto& row : shown.classes)
        if (row.period) choices.periods[row.name] = row.period->count;
    for (const auto& row : ceiling.recipients)
        if (!row.prepared && !find(shown.recipients, row.name)) choices.left_out.insert(row.name);
    return choices;
}

Model compose(const Model& ceiling, const Model& version, const Choices& choices) {
    const Model base = in_force(version);
    const auto categories = brought(ceiling, choices, &ClauseRow::categories);
    Model draft;
    draft.version = base.version;
    draft.controller = base.controller;
    draft.categories = rows_of(ceiling.categories, base.categories, categories);
    draft.purposes = rows_of(ceiling.purposes, base.purposes, brought(ceiling, choices, &ClauseRow::purposes));
    set_openings(draft, ceiling, categories);
    draft.recipients = recipients_of(ceiling, base, choices);
    draft.classes = with_those_of_the_program(ceiling.classes, base.classes);
    for (auto& row : draft.classes)
        if (const auto count = choices.periods.find(row.name); row.period && count != choices.periods.end())
            row.period->count = count->second;
    draft.cookies = with_those_of_the_program(ceiling.cookies, base.cookies);
    for (const auto& clause : ceiling.clauses)
        if (choices.clauses.contains(clause.name))
            draft.clauses.push_back(clause), draft.clauses.back().prepared = false;
    draft.measures = base.measures;
    keep_promises(draft, base, ceiling);
    return draft;
}

}  // namespace autojet::policy
