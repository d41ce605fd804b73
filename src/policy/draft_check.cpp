#include <algorithm>

#include "policy/difference.hpp"
#include "policy/draft.hpp"
#include "policy/period_words.hpp"
#include "policy/prose.hpp"

namespace autojet::policy {
namespace {

using Objections = std::vector<Objection>;

// policy K1 to K3: a period of nothing keeps what is still needed, and tax law does not bargain.
void check_periods(const Model& ceiling, const Model& draft, Objections& objections) {
    for (const auto& row : draft.classes) {
        const auto* most = find(ceiling.classes, row.name);
        if (!row.period || !most || !most->period) continue;
        const auto field = "period_" + row.name;
        const auto limit = in_words(*most->period);
        if (keeps(row, "K3") && *row.period != *most->period)
            objections.push_back(
                {field,
                 {"De belastingwet vraagt precies " + limit.nl + ".", "Tax law asks for exactly " + limit.en + "."}});
        else if (row.period->count < 1)
            objections.push_back({field, {"Een termijn is minstens 1.", "A period is at least 1."}});
        else if (longer(*most->period, *row.period))
            objections.push_back({field, {"Hoogstens " + limit.nl + ".", "At most " + limit.en + "."}});
    }
}

// The names of rows that the draft lacks, as people call them.
template <class R>
void check_needs_among(const ClauseRow& clause, const std::vector<std::string>& names, const std::vector<R>& ceiling,
                       const std::vector<R>& draft, Objections& objections) {
    for (const auto& name : names) {
        if (find(draft, name)) continue;
        const auto* row = find(ceiling, name);
        const auto title = row ? row->title : Words{name, name};
        objections.push_back({"clause_" + clause.name,
                              {"Deze regel heeft dit nodig, en je haalt het eruit: " + title.nl + ".",
                               "This clause needs what you take out: " + title.en + "."}});
    }
}

void check_needs(const Model& ceiling, const Model& draft, Objections& objections) {
    for (const auto& clause : draft.clauses) {
        check_needs_among(clause, clause.categories, ceiling.categories, draft.categories, objections);
        check_needs_among(clause, clause.purposes, ceiling.purposes, draft.purposes, objections);
        check_needs_among(clause, clause.recipients, ceiling.recipients, draft.recipients, objections);
    }
}

std::string listed(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

void check_words(const Chapter& chapter, Language language, const Texts& texts, Objections& objections) {
    const auto file = std::string{code(language)} + "/" + std::string{chapter.name} + ".md";
    const auto field = "words_" + std::string{code(language)} + "_" + std::string{chapter.name};
    const auto found = texts.prose.find(file);
    const auto text = found == texts.prose.end() ? std::string_view{} : found->second;
    if (!text.starts_with("# ") || text.find('\n') == std::string_view::npos)
        return objections.push_back(
            {field, {"De tekst begint met een regel \"# Titel\".", "The text begins with a line \"# Title\"."}});
    std::vector<std::string> missing;
    for (const auto number : all_promises)
        if (number.front() == chapter.letter && text.find("[" + std::string{number} + "]") == std::string_view::npos)
            missing.emplace_back(number);
    if (!missing.empty())
        objections.push_back({field,
                              {"De tekst noemt deze beloften niet meer: " + listed(missing) +
                                   ". Zet het nummer tussen "
                                   "rechte haken achter de zin die ze doet.",
                               "The text no longer cites these promises: " + listed(missing) +
                                   ". Put the number in square brackets behind the sentence that makes it."}});
    if (const auto unknown = unknown_placeholders(text); !unknown.empty())
        objections.push_back({field,
                              {"Dit staat tussen accolades en betekent niets: " + listed(unknown) + ".",
                               "This stands in braces and means nothing: " + listed(unknown) + "."}});
}

// Whatever a shop chooses, and whoever wrote the draft: the program is the ceiling.
void check_ceiling(const Model& ceiling, const Model& draft, Objections& objections) {
    Model most = ceiling;
    const auto all_in_force = [](auto& rows) {
        for (auto& row : rows) row.prepared = false;
    };
    all_in_force(most.categories), all_in_force(most.purposes), all_in_force(most.recipients),
        all_in_force(most.clauses);
    most.measures = draft.measures;
    for (const auto& change : difference(most, draft))
        if (change.effect == Effect::widens)
            objections.push_back({"",
                                  {"Dit gaat verder dan het programma kan: " + change.words.nl,
                                   "This goes beyond what the program can do: " + change.words.en}});
}

// The rules that hold for every policy, should one be left that has no words of its own above.
void check_the_rest(const Model& draft, const Texts& texts, Objections& objections) {
    for (const auto& findings : {check_rows(draft), check_prose(draft, texts)})
        for (const auto& finding : findings) {
            const auto words = finding.where + ": " + finding.what;
            objections.push_back({"", {words, words}});
        }
}

}  // namespace

std::vector<Objection> objections_to(const Model& ceiling, const Model& draft, const Texts& texts) {
    Objections objections;
    check_periods(ceiling, draft, objections);
    check_needs(ceiling, draft, objections);
    for (const auto language : all_languages)
        for (const auto& chapter : chapters) check_words(chapter, language, texts, objections);
    if (objections.empty()) check_ceiling(ceiling, draft, objections);
    if (objections.empty()) check_the_rest(draft, texts, objections);
    return objections;
}

}  // namespace autojet::policy
