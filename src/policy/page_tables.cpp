#include "policy/page_tables.hpp"

#include "base/text.hpp"
#include "base/time.hpp"
#include "policy/period_words.hpp"
#include "policy/prose.hpp"
#include "policy/row_words.hpp"
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

// A link that carries no id of its own.
std::string cited(const std::string& number, Language language) {
    std::set<std::string> anchored{number};
    return citation(number, language, anchored);
}

// The promise that a row declares, or those that it keeps.
std::string citations(const Row& row, Language language) {
    if (!row.number.empty()) return cited(row.number, language);
    std::string links;
    for (const auto& number : row.keeps) links += (links.empty() ? "" : " ") + cited(number, language);
    return links;
}

// What begins at the last moment of today: the first day on which none of it is there.
std::string gone_by(const Period& period, std::chrono::year_month_day today, Language language) {
    if (period.unit == Unit::hours) return language == Language::nl ? "hetzelfde etmaal" : "the same day and night";
    const auto end = ends(period, std::chrono::sys_days{today});
    return day_in_words(format_date(std::chrono::floor<std::chrono::days>(end)), language);
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
                {title(row, language), in_words(row.basis).in(language), citation(row.number, language, anchored)});
        else if (keeps(row, "D0"))
            table.html.push_back({title(row, language), in_words(row.basis).in(language), citations(row, language)});
    return to_html(table);
}

std::string periods_table(const Model& model, Language language, std::chrono::year_month_day today) {
    Table table{"periods",
                in(language, "Bewaartermijnen", "Periods"),
                {in(language, "Wat", "What"), in(language, "Hoogstens tot", "At most until"),
                 in(language, "Begint dat vandaag, dan is het weg op", "If that begins today, it is gone by"),
                 in(language, "Belofte", "Promise")},
                {}};
    for (const auto& row : model.classes)
        if (row.period)
            table.html.push_back({title(row, language), in_words(*row.period).in(language),
                                  gone_by(*row.period, today, language), citations(row, language)});
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
            {title(row, language), data + "</ul>", in_words(row.basis).in(language), citations(row, language)});
    }
    return to_html(table);
}

std::string recipients_table(const Model& model, Language language, const NamesOfRecipient& names) {
    Table table{"recipients",
                in(language, "Ontvangers", "Recipients"),
                {in(language, "Wie", "Who"), in(language, "Rol", "Role"), in(language, "Belofte", "Promise")},
                {}};
    for (const auto& row : model.recipients) {
        auto who = title(row, language);
        for (const auto& name : names ? names(row, language) : std::vector<std::string>{})
            who += "<br>" + escape_html(name);
        table.html.push_back({who, in_words(row.role).in(language), citations(row, language)});
    }
    return to_html(table);
}

std::string cookies_table(const Model& model, Language language) {
    Table table{
        "cookies-table",
        in(language, "Onze cookies", "Our cookies"),
        {in(language, "Naam", "Name"), in(language, "Waarvoor", "What for"), in(language, "Hoe lang", "How long")},
        {}};
    for (const auto& row : model.cookies)
        table.html.push_back({"<code>" + escape_html(row.name) + "</code>", title(row, language),
                              life_in_words(row.life_days).in(language)});
    return to_html(table);
}

std::string clauses_list(const Model& model, Language language, const std::function<bool(const ClauseRow&)>& wanted) {
    std::string items;
    for (const auto& row : model.clauses)
        if (wanted(row)) items += "<li>" + title(row, language) + " " + cited("D0", language) + "</li>\n";
    if (items.empty()) return {};
    return "<p><strong>" +
           in(language, "In deze versie hoort er dit bij. Het gaat voor op wat hierboven staat:",
              "This version has this as well. It goes before what stands above:") +
           "</strong></p>\n<ul>\n" + items + "</ul>\n";
}

std::string measures_list(const Model& model, Language language) {
    if (model.measures.empty()) return {};
    std::string list = "<ul>\n";
    for (const auto& row : model.measures)
        list += "<li>" + title(row, language) + " " + citations(row, language) + "</li>\n";
    return list + "</ul>\n";
}

}  // namespace autojet::policy
