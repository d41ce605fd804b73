#include "policy/outline.hpp"

#include "policy/period_words.hpp"

namespace autojet::policy {
namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

// "  P4  improvement: to improve our service"
std::string line(const Row& row, Language language) {
    const auto number = row.number.empty() ? std::string{"--"} : row.number;
    const std::string prepared = row.prepared ? (language == Language::nl ? " (voorbereid)" : " (prepared)") : "";
    return "  " + number + "  " + row.name + ": " + row.title.in(language) + prepared + "\n";
}

std::string detail(const std::string& text) {
    return "        " + text + "\n";
}

}  // namespace

std::string outline(const Model& model, Language language) {
    const auto heading = [&](const char* nl, const char* en) {
        return std::string{"\n"} + (language == Language::nl ? nl : en) + "\n";
    };

    std::string text = model.controller.name + ", " + model.version + "\n";
    text += heading("Gegevens", "Data");
    for (const auto& row : model.categories) text += line(row, language);
    text += heading("Doelen", "Purposes");
    for (const auto& row : model.purposes)
        text += line(row, language) + detail(std::string{name_of(row.basis)} + "; " + joined(row.opens));
    text += heading("Bewaartermijnen", "Periods");
    for (const auto& row : model.classes)
        text += line(row, language) + (row.period ? detail(in_words(*row.period).in(language)) : "");
    text += heading("Ontvangers", "Recipients");
    for (const auto& row : model.recipients) text += line(row, language) + detail(std::string{name_of(row.role)});
    text += heading("Cookies", "Cookies");
    for (const auto& row : model.cookies) text += line(row, language);
    text += heading("Maatregelen", "Measures");
    for (const auto& row : model.measures) text += line(row, language);
    text += heading("Voorbereide clausules", "Prepared clauses");
    for (const auto& row : model.clauses) text += line(row, language);
    text += heading("Beloften", "Promises");
    for (const auto& promise : model.promises) text += "  " + promise.number + "  " + promise.title.in(language) + "\n";
    return text;
}

}  // namespace autojet::policy
