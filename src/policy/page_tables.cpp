#include "policy/page_tables.hpp"

#include "policy/period_words.hpp"
#include "policy/prose.hpp"
#include "policy/table.hpp"

namespace autojet::policy {
namespace {

std::string in(Language language, const char* nl, const char* en) {
    return language == Language::nl ? nl : en;
}

std::string sentence_case(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string title(const Row& row, Language language) {
    return escape_html(sentence_case(row.title.in(language)));
}

// The promise that a row declares, or those that it keeps, as links that carry no id of their own.
std::string citations(const Row& row, Language language) {
    const auto numbers = row.number.empty() ? row.keeps : std::vector<std::string>{row.number};
    std::set<std::string> anchored{numbers.begin(), numbers.end()};
    std::string links;
    for (const auto& number : numbers) links += (links.empty() ? "" : " ") + citation(number, language, anchored);
    return links;
}

std::string basis_words(Basis basis, Language language) {
    switch (basis) {
        case Basis::contract:
            return in(language, "uitvoering van de overeenkomst", "performance of the contract");
        case Basis::legal_obligation:
            return in(language, "wettelijke verplichting", "legal obligation");
        case Basis::legitimate_interest:
            return in(language, "gerechtvaardigd belang: je kunt bezwaar maken", "legitimate interest: you can object");
        case Basis::consent:
            return in(language, "je toestemming", "your consent");
    }
    throw Broken{"a basis outside its enumeration"};
}

std::string role_words(Role role, Language language) {
    switch (role) {
        case Role::processor:
            return in(language, "verwerker: werkt in onze opdracht", "processor: works on our instructions");
        case Role::controller:
            return in(language, "zelf verantwoordelijk", "responsible in its own right");
        case Role::authority:
            return in(language, "overheid", "authority");
    }
    throw Broken{"a role outside its enumeration"};
}

std::string life_words(const CookieRow& cookie, Language language) {
    if (cookie.life_days == 0) return in(language, "tot je je browser sluit", "until you close your browser");
    const auto days = std::to_string(cookie.life_days);
    return language == Language::nl ? "hoogstens " + days + " dagen" : days + " days at most";
}

}  // namespace

std::string bases_table(const Model& model, Language language, std::set<std::string>& anchored) {
    Table table{"bases",
                in(language, "De reden in de wet", "The reason in the law"),
                {in(language, "Waarvoor", "What for"), in(language, "Grondslag", "Legal basis"),
                 in(language, "Belofte", "Promise")},
                {}};
    for (const auto& row : model.purposes)
        if (!row.number.empty())
            table.html.push_back(
                {title(row, language), basis_words(row.basis, language), citation(row.number, language, anchored)});
    return to_html(table);
}

std::string periods_table(const Model& model, Language language) {
    Table table{"periods",
                in(language, "Bewaartermijnen", "Periods"),
                {in(language, "Wat", "What"), in(language, "Hoogstens tot", "At most until"),
                 in(language, "Belofte", "Promise")},
                {}};
    for (const auto& row : model.classes)
        if (row.period)
            table.html.push_back({title(row, language), in_words(*row.period).in(language), citations(row, language)});
    return to_html(table);
}

std::string purposes_table(const Model& model, Language language) {
    Table table{"purposes",
                in(language, "Doelen en gegevens", "Purposes and data"),
                {in(language, "Waarvoor", "What for"), in(language, "Gegevens", "Data"),
                 in(language, "Grondslag", "Legal basis"), in(language, "Belofte", "Promise")},
                {}};
    for (const auto& row : model.purposes) {
        std::string data = "<ul>";
        for (const auto& name : row.opens)
            if (const auto* category = find(model.categories, name))
                data += "<li>" + escape_html(category->title.in(language)) + "</li>";
        table.html.push_back(
            {title(row, language), data + "</ul>", basis_words(row.basis, language), citations(row, language)});
    }
    return to_html(table);
}

std::string recipients_table(const Model& model, Language language) {
    Table table{"recipients",
                in(language, "Ontvangers", "Recipients"),
                {in(language, "Wie", "Who"), in(language, "Rol", "Role"), in(language, "Belofte", "Promise")},
                {}};
    for (const auto& row : model.recipients)
        table.html.push_back({title(row, language), role_words(row.role, language), citations(row, language)});
    return to_html(table);
}

std::string cookies_table(const Model& model, Language language) {
    Table table{
        "cookies-table",
        in(language, "Onze cookies", "Our cookies"),
        {in(language, "Naam", "Name"), in(language, "Waarvoor", "What for"), in(language, "Hoe lang", "How long")},
        {}};
    for (const auto& row : model.cookies)
        table.html.push_back(
            {"<code>" + escape_html(row.name) + "</code>", title(row, language), life_words(row, language)});
    return to_html(table);
}

std::string measures_list(const Model& model, Language language) {
    std::string list = "<ul>\n";
    for (const auto& row : model.measures)
        list += "<li>" + title(row, language) + " " + citations(row, language) + "</li>\n";
    return list + "</ul>\n";
}

}  // namespace autojet::policy
