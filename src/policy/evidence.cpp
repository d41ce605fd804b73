#include "policy/evidence.hpp"

#include <algorithm>
#include <set>

#include "base/toml.hpp"
#include "policy/check.hpp"

namespace autojet::policy {

namespace {

[[noreturn]] void fail(const std::string& number, const std::string& what) {
    throw Broken("policy/evidence.toml, row " + number + ": " + what);
}

std::string text(const toml::table& table, std::string_view key, const std::string& number) {
    const auto value = table[key].value<std::string>();
    if (!value) fail(number, std::string(key) + " is missing or no text");
    return *value;
}

Citation citation(const std::string& line, const std::string& number) {
    const auto colon = line.find(": ");
    if (colon == std::string::npos) fail(number, "a citation is \"FILE: TEXT\", not " + line);
    return {line.substr(0, colon), line.substr(colon + 2)};
}

std::vector<std::string> list(const toml::table& table, std::string_view key) {
    std::vector<std::string> lines;
    if (const auto* array = table[key].as_array())
        for (const auto& element : *array) lines.push_back(element.value_or(std::string{}));
    return lines;
}

std::vector<Citation> citations(const toml::table& table, std::string_view key, const std::string& number) {
    std::vector<Citation> found;
    for (const auto& line : list(table, key)) found.push_back(citation(line, number));
    return found;
}

Evidence row_from(const toml::table& table) {
    Evidence row;
    row.number = text(table, "number", "?");
    if (row.is_duty()) {
        row.law = text(table, "law", row.number);
        const auto* title = table["title"].as_table();
        if (!title) fail(row.number, "a duty has a title in nl and en");
        row.title = {text(*title, "nl", row.number), text(*title, "en", row.number)};
    }
    row.enforced = citations(table, "enforced", row.number);
    row.tests = citations(table, "tests", row.number);
    row.observed = list(table, "observed");
    if (const auto* sabotage = table["sabotage"].as_table())
        row.sabotage = {text(*sabotage, "file", row.number), text(*sabotage, "find", row.number),
                        text(*sabotage, "replace", row.number),
                        citation(text(*sabotage, "red", row.number), row.number)};
    return row;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos && !part.empty(); at = text.find(part, at + part.size()))
        ++found;
    return found;
}

// Looks at one row; findings carry its number.
class Checker {
public:
    Checker(const Evidence& row, const ReadFile& read, std::vector<std::string>& findings)
        : row_(row), read_(read), findings_(findings) {}

    void check() {
        if (row_.enforced.empty()) report("no code enforces it");
        if (row_.tests.empty()) report("no test shows it");
        for (const auto& citation : row_.enforced) check_citation(citation);
        for (const auto& citation : row_.tests) check_citation(citation);
        check_sabotage(row_.sabotage);
    }

private:
    void check_citation(const Citation& citation) {
        const auto content = read_(citation.file);
        if (!content)
            report("there is no file " + citation.file);
        else if (count(*content, citation.text) == 0)
            report(citation.file + " has no \"" + citation.text + "\"");
    }

    void check_sabotage(const Sabotage& sabotage) {
        if (sabotage.file.empty()) return report("no sabotage would show that its test can fail");
        const auto content = read_(sabotage.file);
        if (!content) return report("there is no file " + sabotage.file);
        const auto found = count(*content, sabotage.find);
        if (found != 1)
            report(sabotage.file + " has the text to sabotage " + std::to_string(found) + " times, not once");
        if (sabotage.find == sabotage.replace) report("the sabotage changes nothing");
        const bool is_cited = std::ranges::any_of(row_.tests, [&](const Citation& test) {
            return test.file == sabotage.red.file && test.text == sabotage.red.text;
        });
        if (!is_cited) report("the test that must turn red is not among its tests");
    }

    void report(const std::string& what) { findings_.push_back(row_.number + ": " + what); }

    const Evidence& row_;
    const ReadFile& read_;
    std::vector<std::string>& findings_;
};

}  // namespace

std::vector<Evidence> read_evidence(std::string_view toml) {
    const auto parsed = toml::parse(toml);
    if (!parsed)
        throw Broken("policy/evidence.toml, line " + std::to_string(parsed.error().source().begin.line) + ": " +
                     std::string(parsed.error().description()));
    std::vector<Evidence> rows;
    if (const auto* array = parsed.table()["evidence"].as_array())
        for (const auto& element : *array)
            if (const auto* table = element.as_table()) rows.push_back(row_from(*table));
    return rows;
}

std::vector<std::string> check_evidence(const std::vector<Evidence>& rows, const ReadFile& read) {
    std::vector<std::string> findings;
    std::set<std::string> wanted;
    for (const auto number : all_promises) wanted.emplace(number);
    for (int duty = 1; duty <= duty_count; ++duty) wanted.insert(std::to_string(duty));
    std::set<std::string> seen;
    for (const auto& row : rows) {
        if (!wanted.contains(row.number)) findings.push_back(row.number + ": is neither a promise nor a duty");
        if (!seen.insert(row.number).second) findings.push_back(row.number + ": has two rows");
        Checker(row, read, findings).check();
    }
    for (const auto& number : wanted)
        if (!seen.contains(number)) findings.push_back(number + ": has no evidence");
    return findings;
}

}  // namespace autojet::policy
