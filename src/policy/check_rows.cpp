#include <algorithm>
#include <set>

#include "policy/check.hpp"

namespace autojet::policy {
namespace {

using Findings = std::vector<Finding>;

void check_promises(const Model& model, Findings& findings) {
    for (const auto number : all_promises) {
        const auto count = std::count_if(model.promises.begin(), model.promises.end(),
                                         [&](const Promise& promise) { return promise.number == number; });
        if (count != 1)
            findings.push_back(
                {"promise " + std::string{number}, "declared " + std::to_string(count) + " times, not once"});
    }
    for (const auto& promise : model.promises)
        if (std::find(all_promises.begin(), all_promises.end(), promise.number) == all_promises.end())
            findings.push_back({"promise " + promise.number, "is not one of the policy"});
}

template <class R>
void check_table(std::string_view table, const std::vector<R>& rows, bool must_keep, Findings& findings) {
    std::set<std::string> names;
    for (const R& row : rows) {
        const std::string where = std::string{table} + " " + row.name;
        if (!names.insert(row.name).second) findings.push_back({where, "appears twice"});
        if (must_keep && row.number.empty() && row.keeps.empty()) findings.push_back({where, "keeps no promise"});
        for (const auto& number : row.keeps)
            if (std::find(all_promises.begin(), all_promises.end(), number) == all_promises.end())
                findings.push_back({where, "keeps an unknown promise: " + number});
    }
}

template <class R>
void check_names(const std::string& where, const std::vector<std::string>& names, const std::vector<R>& rows,
                 bool in_force, Findings& findings) {
    for (const auto& name : names) {
        const auto* row = find(rows, name);
        if (!row)
            findings.push_back({where, "names what does not exist: " + name});
        else if (in_force && row->prepared)
            findings.push_back({where, "is in force, but needs what is only prepared: " + name});
    }
}

void check_classes(const Model& model, Findings& findings) {
    for (const auto& row : model.classes) {
        const std::string where = "retention " + row.name;
        if (row.personal && !row.period) findings.push_back({where, "has no period"});
        if (row.personal && row.keeps.empty()) findings.push_back({where, "keeps no promise"});
        if (row.period && row.period->count < 1) findings.push_back({where, "has a period of nothing"});
        if (!row.personal && row.period) findings.push_back({where, "is not personal, yet has a period"});
    }
}

// policy C1, and what the cookie page says of both: no script reads them.
void check_cookies(const Model& model, Findings& findings) {
    for (const auto& row : model.cookies) {
        const std::string where = "cookie " + row.name;
        if (row.kind != "functional") findings.push_back({where, "is not functional"});
        if (!row.http_only) findings.push_back({where, "can be read by scripts"});
        if (row.same_site != "Lax" && row.same_site != "Strict") findings.push_back({where, "travels to other sites"});
    }
}

}  // namespace

std::vector<Finding> check_rows(const Model& model) {
    Findings findings;
    check_promises(model, findings);
    check_table("category", model.categories, true, findings);
    check_table("purpose", model.purposes, true, findings);
    check_table("retention", model.classes, false, findings);
    check_table("recipient", model.recipients, true, findings);
    check_table("cookie", model.cookies, true, findings);
    check_table("measure", model.measures, true, findings);
    check_table("clause", model.clauses, false, findings);
    for (const auto& row : model.purposes)
        check_names("purpose " + row.name, row.opens, model.categories, false, findings);
    for (const auto& row : model.clauses) {
        const std::string where = "clause " + row.name;
        check_names(where, row.categories, model.categories, !row.prepared, findings);
        check_names(where, row.purposes, model.purposes, !row.prepared, findings);
        check_names(where, row.recipients, model.recipients, !row.prepared, findings);
    }
    check_classes(model, findings);
    check_cookies(model, findings);
    return findings;
}

}  // namespace autojet::policy
