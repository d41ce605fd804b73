#include "policy/page.hpp"

#include "policy/page_tables.hpp"
#include "policy/prose.hpp"
#include "policy/version.hpp"

namespace autojet::policy {
namespace {

std::string in(Language language, const char* nl, const char* en) {
    return language == Language::nl ? nl : en;
}

std::string last_updated(const Model& model, Language language) {
    return in(language, "Laatst bijgewerkt op ", "Last updated ") + day_in_words(day_of(model.version), language);
}

std::string_view prose_of(const Texts& texts, Language language, std::string_view name) {
    const auto file = std::string{code(language)} + "/" + std::string{name} + ".md";
    const auto found = texts.prose.find(file);
    if (found == texts.prose.end()) throw Broken{"policy prose is missing: " + file};
    return found->second;
}

std::string iso(std::chrono::year_month_day day) {
    const auto two = [](unsigned number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return std::to_string(static_cast<int>(day.year())) + "-" + two(static_cast<unsigned>(day.month())) + "-" +
           two(static_cast<unsigned>(day.day()));
}

// A page of one text: its title is the page's.
Page single(std::string_view file, const Model& model, const Controller& controller, const Texts& texts,
            Language language, std::set<std::string>& anchored) {
    auto prose = render(prose_of(texts, language, file), model, controller, language, anchored);
    return {language,
            prose.title,
            last_updated(model, language),
            day_of(model.version),
            {{std::string{file}, std::move(prose.title), std::move(prose.html)}}};
}

}  // namespace

Page policy_page(const Model& model, const Controller& controller, const Texts& texts, Language language) {
    const Model shown = in_force(model);
    std::set<std::string> anchored;
    Page page{language,
              in(language, "Privacybeleid", "Privacy policy"),
              last_updated(shown, language),
              day_of(shown.version),
              {}};
    for (const auto& chapter : chapters) {
        auto prose = render(prose_of(texts, language, chapter.name), shown, controller, language, anchored);
        if (chapter.letter == 'P') prose.html += bases_table(shown, language, anchored);
        if (chapter.letter == 'D') prose.html += clauses_list(shown, language, [](const auto&) { return true; });
        if (chapter.letter == 'S')
            prose.html += clauses_list(shown, language, [](const auto& clause) { return !clause.recipients.empty(); });
        page.sections.push_back({std::string{chapter.name}, std::move(prose.title), std::move(prose.html)});
    }
    return page;
}

Page cookie_page(const Model& model, const Controller& controller, const Texts& texts, Language language) {
    const Model shown = in_force(model);
    std::set<std::string> anchored;
    auto page = single("cookie-policy", shown, controller, texts, language, anchored);
    page.sections.front().html += cookies_table(shown, language);
    return page;
}

Page staff_notice(const Model& model, const Controller& controller, const Texts& texts, Language language) {
    std::set<std::string> anchored;
    return single("staff-notice", in_force(model), controller, texts, language, anchored);
}

Page annex(const Model& model, Language language, std::chrono::year_month_day generated,
           const NamesOfRecipient& names) {
    const Model shown = in_force(model);
    const auto day = iso(generated);
    Page page{language,
              in(language, "Zo houden we ons eraan", "How this is kept today"),
              in(language, "Door het systeem zelf gemaakt op ", "Made by the system itself on ") +
                  day_in_words(day, language),
              day,
              {}};
    page.sections = {
        {"annex-periods", in(language, "Hoe lang precies", "How long exactly"),
         periods_table(shown, language, generated)},
        {"annex-purposes", in(language, "Welk doel welke gegevens opent", "Which purpose opens which data"),
         purposes_table(shown, language)},
        {"annex-recipients", in(language, "Wie ze kan ontvangen", "Who may receive it"),
         recipients_table(shown, language, names)},
        {"annex-measures", in(language, "Welke maatregelen er gelden", "Which measures are in place"),
         measures_list(shown, language)},
    };
    return page;
}

}  // namespace autojet::policy
