#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/language.hpp"
#include "base/result.hpp"
#include "policy/period.hpp"

namespace autojet::policy {

// The same words in each language of the page.
struct Words {
    std::string nl;
    std::string en;

    const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
    friend bool operator==(const Words&, const Words&) = default;
};

// Who answers for the data (policy W1-W4). Facts of one shop: each shop brings its own.
struct Controller {
    std::string name;
    std::string street;
    std::string postcode;
    std::string town;
    Words country;
    std::string kvk;
    std::string vat;
    std::string phone;
    std::string email;

    friend bool operator==(const Controller&, const Controller&) = default;
};

// One numbered promise, in the order in which the model declares them.
struct Promise {
    std::string number;
    Words title;

    friend bool operator==(const Promise&, const Promise&) = default;
};

// What all rows have. `number` is the promise that the row declares, or empty; `keeps` are promises that it serves.
// A prepared row belongs to the ceiling only: nothing is done with it until a published version has it.
struct Row {
    std::string name;
    std::string number;
    std::vector<std::string> keeps;
    Words title;
    bool prepared = false;

    friend bool operator==(const Row&, const Row&) = default;
};

struct CategoryRow : Row {
    friend bool operator==(const CategoryRow&, const CategoryRow&) = default;
};

enum class Basis { contract, legal_obligation, legitimate_interest, consent };

struct PurposeRow : Row {
    Basis basis = Basis::contract;
    std::vector<std::string> opens;  // names of categories

    friend bool operator==(const PurposeRow&, const PurposeRow&) = default;
};

// `period` is absent only for the class of what is not personal.
struct RetentionRow : Row {
    bool personal = true;
    std::optional<Period> period;

    friend bool operator==(const RetentionRow&, const RetentionRow&) = default;
};

enum class Role { processor, controller, authority };

struct RecipientRow : Row {
    Role role = Role::processor;

    friend bool operator==(const RecipientRow&, const RecipientRow&) = default;
};

// `life_days` 0 is a cookie that ends with the browser.
struct CookieRow : Row {
    std::string id;
    std::string kind;
    int life_days = 0;
    bool http_only = false;
    std::string same_site;

    friend bool operator==(const CookieRow&, const CookieRow&) = default;
};

struct MeasureRow : Row {
    friend bool operator==(const MeasureRow&, const MeasureRow&) = default;
};

// What a shop may add to its policy: the rows that the clause would bring into force.
struct ClauseRow : Row {
    std::vector<std::string> categories;
    std::vector<std::string> purposes;
    std::vector<std::string> recipients;
    bool consent = false;

    friend bool operator==(const ClauseRow&, const ClauseRow&) = default;
};

// The policy as data: one file of policy/, or one published version of it.
struct Model {
    std::string version;  // 2026-06-24: the day of its publication; see version.hpp
    Controller controller;
    std::vector<Promise> promises;
    std::vector<CategoryRow> categories;
    std::vector<PurposeRow> purposes;
    std::vector<RetentionRow> classes;
    std::vector<RecipientRow> recipients;
    std::vector<CookieRow> cookies;
    std::vector<MeasureRow> measures;
    std::vector<ClauseRow> clauses;

    friend bool operator==(const Model&, const Model&) = default;
};

// Whether the row serves that promise.
bool keeps(const Row& row, std::string_view promise);

// Reads a model. Refuses what is not TOML, unknown keys and words, a missing title, a name that is no identifier;
// the message names the line. Whether the model is complete and consistent is for check().
Result<Model> parse(std::string_view toml);

// The model without its prepared rows: what is in force.
Model in_force(const Model& model);

// The row of that name, or null.
template <class R>
const R* find(const std::vector<R>& rows, std::string_view name) {
    for (const R& row : rows)
        if (row.name == name) return &row;
    return nullptr;
}

std::string_view name_of(Unit unit);
std::string_view name_of(After after);
std::string_view name_of(Basis basis);
std::string_view name_of(Role role);
std::optional<Role> find_role(std::string_view name);

}  // namespace autojet::policy
