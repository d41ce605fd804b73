// Reads policy/privacy.toml and writes policy/tables.hpp, the part of the policy that the compiler can see.
// It is built before everything else and links only what reads a model.

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "policy/model.hpp"

namespace {

using namespace autojet::policy;

const std::string& word(const Row& row) {
    return row.name;
}
const std::string& word(const CookieRow& row) {
    return row.id;
}

template <class R>
void write_enum(std::ostream& out, std::string_view type, std::string_view plural, const std::vector<R>& rows) {
    out << "enum class " << type << " : std::uint8_t {";
    for (const auto& row : rows) out << (&row == &rows.front() ? " " : ", ") << word(row);
    out << " };\n\ninline constexpr std::array<" << type << ", " << rows.size() << "> all_" << plural << "{";
    for (const auto& row : rows) out << (&row == &rows.front() ? "" : ", ") << type << "::" << word(row);
    out << "};\n\n";
}

template <class R, class Text>
void write_switch(std::ostream& out, std::string_view function, std::string_view type, const std::vector<R>& rows,
                  Text text) {
    out << "constexpr std::string_view " << function << "(" << type << " value) {\n    switch (value) {\n";
    for (const auto& row : rows)
        out << "        case " << type << "::" << word(row) << ": return \"" << text(row) << "\";\n";
    out << "    }\n    return {};\n}\n\n";
}

// name_of gives the word of the model; promise_of the number that the row declares, or the word where it declares none.
template <class R>
void write_names(std::ostream& out, std::string_view type, const std::vector<R>& rows) {
    const auto declares = [](const R& row) { return !row.number.empty(); };
    write_switch(out, "name_of", type, rows, [](const R& row) { return row.name; });
    if (std::any_of(rows.begin(), rows.end(), declares))
        write_switch(out, "promise_of", type, rows,
                     [&](const R& row) { return declares(row) ? row.number : row.name; });
}

// Finds by name and by number: migrations write D1, the model writes name.
template <class R>
void write_search(std::ostream& out, std::string_view function, std::string_view type, const std::vector<R>& rows) {
    out << "constexpr std::optional<" << type << "> " << function << "(std::string_view word) {\n";
    for (const auto& row : rows) {
        out << "    if (word == \"" << row.name << "\"";
        if (!row.number.empty()) out << " || word == \"" << row.number << "\"";
        out << ") return " << type << "::" << word(row) << ";\n";
    }
    out << "    return std::nullopt;\n}\n\n";
}

void write_permits(std::ostream& out, const Model& model) {
    out << "// The ceiling, prepared rows included: which purpose may open which category (policy P1-P4).\n"
           "constexpr bool permits(Purpose purpose, Category category) {\n    switch (purpose) {\n";
    for (const auto& purpose : model.purposes) {
        out << "        case Purpose::" << purpose.name << ":\n            return ";
        for (const auto& category : purpose.opens)
            out << (&category == &purpose.opens.front() ? "" : " || ") << "category == Category::" << category;
        out << (purpose.opens.empty() ? "false;\n" : ";\n");
    }
    out << "    }\n    return false;\n}\n\n";
}

void write_periods(std::ostream& out, const Model& model) {
    out << "// How long a class is kept at most (policy K1-K3); nothing for the class that is not personal.\n"
           "constexpr std::optional<Period> period_of(RetentionClass value) {\n    switch (value) {\n";
    for (const auto& row : model.classes) {
        out << "        case RetentionClass::" << row.name << ": return ";
        if (row.period)
            out << "Period{" << row.period->count << ", Unit::" << name_of(row.period->unit)
                << ", After::" << name_of(row.period->after) << "};\n";
        else
            out << "std::nullopt;\n";
    }
    out << "    }\n    return std::nullopt;\n}\n\n";
}

void write_cookies(std::ostream& out, const Model& model) {
    out << "// A cookie that the http door lets out (policy C1, C2). `life_days` 0 ends with the browser.\n"
           "struct CookieRule {\n    std::string_view name;\n    int life_days;\n    bool http_only;\n    "
           "std::string_view same_site;\n};\n\n"
           "inline constexpr std::array<CookieRule, all_cookies.size()> cookie_rules{{\n";
    for (const auto& cookie : model.cookies)
        out << "    {\"" << cookie.name << "\", " << cookie.life_days << ", " << (cookie.http_only ? "true" : "false")
            << ", \"" << cookie.same_site << "\"},\n";
    out << "}};\n\nconstexpr const CookieRule& rule_of(Cookie cookie) { return "
           "cookie_rules[static_cast<std::size_t>(cookie)]; }\n\n";
}

// The sentence of a prepared clause is shown before a shop has it: beside the button that would publish it.
void write_sentences(std::ostream& out, const Model& model) {
    out << "constexpr std::string_view sentence_of(Clause value, Language language) {\n    switch (value) {\n";
    for (const auto& row : model.clauses)
        out << "        case Clause::" << row.name << ": return language == Language::nl ? \"" << row.title.nl
            << "\" : \"" << row.title.en << "\";\n";
    out << "    }\n    return {};\n}\n\n";
}

std::string header(const Model& model) {
    std::ostringstream out;
    out << "// Written by policy_compiler from policy/privacy.toml. Change the model, not this file.\n#pragma once\n\n"
           "#include <array>\n#include <cstddef>\n#include <cstdint>\n#include <optional>\n#include <string_view>\n\n"
           "#include \"base/language.hpp\"\n#include \"policy/period.hpp\"\n\nnamespace autojet::policy {\n\n";
    out << "inline constexpr std::string_view model_version = \"" << model.version << "\";\n\n";
    write_enum(out, "Category", "categories", model.categories);
    write_names(out, "Category", model.categories);
    write_search(out, "find_category", "Category", model.categories);
    write_enum(out, "Purpose", "purposes", model.purposes);
    write_names(out, "Purpose", model.purposes);
    write_search(out, "find_purpose", "Purpose", model.purposes);
    write_permits(out, model);
    write_enum(out, "RetentionClass", "retention_classes", model.classes);
    write_names(out, "RetentionClass", model.classes);
    write_search(out, "find_retention_class", "RetentionClass", model.classes);
    write_periods(out, model);
    write_enum(out, "Recipient", "recipients", model.recipients);
    write_names(out, "Recipient", model.recipients);
    write_search(out, "find_recipient", "Recipient", model.recipients);
    write_enum(out, "Cookie", "cookies", model.cookies);
    write_cookies(out, model);
    write_enum(out, "Clause", "clauses", model.clauses);
    write_names(out, "Clause", model.clauses);
    write_search(out, "find_clause", "Clause", model.clauses);
    write_sentences(out, model);
    out << "}  // namespace autojet::policy\n";
    return out.str();
}

int fail(const std::string& why) {
    std::cerr << "policy_compiler: " << why << '\n';
    return 1;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return fail("usage: policy_compiler MODEL.toml TABLES.hpp");
    std::ifstream in{argv[1], std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in || text.empty()) return fail(std::string{"cannot read "} + argv[1]);

    const auto model = parse(text);
    if (!model) return fail(std::string{argv[1]} + ": " + model.error().message);
    for (const auto& purpose : model->purposes)
        for (const auto& category : purpose.opens)
            if (!find(model->categories, category))
                return fail(purpose.name + " opens an unknown category: " + category);

    std::ofstream out{argv[2], std::ios::binary | std::ios::trunc};
    out << header(*model);
    out.close();
    return out ? 0 : fail(std::string{"cannot write "} + argv[2]);
}
