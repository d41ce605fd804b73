#include "base/text.hpp"
#include "policy/fingerprint.hpp"
#include "policy/write.hpp"
#include "publishing/policy_desk.hpp"

namespace autojet::publishing {

namespace {

// What the owner saw, so that nobody publishes something else by the same button.
std::string seen_digest(const Proposal& proposal) {
    auto whole = policy::to_toml(proposal.model);
    for (const auto& [file, words] : proposal.texts.prose) (whole += file) += words;
    return policy::fingerprint(whole);
}

void show_changes(http::Dict& values, const Proposal& proposal, Language language) {
    const auto other = language == Language::nl ? Language::en : Language::nl;
    values.set("OTHER_LANG", code(other));
    for (const auto& change : proposal.changes) {
        auto& row = values.add("CHANGE");
        row.set("TEXT", change.words.in(language)).set("OTHER_TEXT", change.words.in(other));
        switch (change.effect) {
            case policy::Effect::widens:
                row.show("WIDENS");
                break;
            case policy::Effect::narrows:
                row.show("NARROWS");
                break;
            case policy::Effect::neither:
                row.show("NEITHER");
                break;
        }
    }
    for (const auto& title : proposal.new_words) values.add("NEW_WORDS").set("TITLE", title.in(language));
    if (proposal.changes_nothing()) values.show("NOTHING_CHANGES");
}

constexpr std::size_t longest_words = 8000;

const policy::Chapter* find_chapter(std::string_view name) {
    const auto found = std::ranges::find(policy::chapters, name, &policy::Chapter::name);
    return found == policy::chapters.end() ? nullptr : &*found;
}

std::string file_of(Language language, std::string_view chapter) {
    return std::string(code(language)) + "/" + std::string(chapter) + ".md";
}

// "W1, W2": what the chapter must cite.
std::string promises_of(const policy::Chapter& chapter) {
    std::string numbers;
    for (const auto number : policy::all_promises)
        if (number.front() == chapter.letter)
            (numbers += numbers.empty() ? "" : " ") += "[" + std::string(number) + "]";
    return numbers;
}

}  // namespace

http::Response PolicyDesk::review(Request& request, const Account& account) const {
    const auto draft = draft_of(request);
    return draft ? review_page(request, account, *draft, {}) : http::redirect_see_other("/desk/policy");
}

http::Response PolicyDesk::review_page(Request& request, const Account& account, const Draft& draft,
                                       const Errors& errors) const {
    const auto in_force = load_latest(house_, request.shop, texts_);
    const auto proposal = propose_for(request, draft, in_force);
    http::Dict values;
    desk_.show_errors(request, values, errors);
    show_changes(values, proposal, request.language);
    for (const auto& objection : proposal.objections)
        values.add("OBJECTION").set("TEXT", objection.words.in(request.language));
    if (!proposal.objections.empty()) values.show("OBJECTED");
    const bool widens = policy::any_widens(proposal.changes);
    if (widens) values.show("SOMETHING_WIDENS");
    if (!proposal.changes_nothing() && !widens) values.show("NOTHING_WIDENS");
    if (!proposal.changes_nothing() && proposal.objections.empty())
        values.add("CAN_PUBLISH").set("SEEN", seen_digest(proposal));
    return desk_.page(request, account, "desk_policy_review.html", values,
                      {.title = say(request, "What changes"),
                       .description = "",
                       .section = "privacy",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response PolicyDesk::publish_draft(Request& request, const Account& account) const {
    const auto draft = draft_of(request);
    if (!draft) return http::redirect_see_other("/desk/policy");
    const auto in_force = load_latest(house_, request.shop, texts_);
    const auto proposal = propose_for(request, *draft, in_force);
    if (request.form().text("seen") != seen_digest(proposal))
        return review_page(request, account, *draft,
                           {{ErrorCode::conflict, "changed_meanwhile",
                             "The draft has changed since you looked. Please read it once more.", ""}});
    const auto today = date_of(house_.shops.zone(request.shop).to_local(house_.clock.now()));
    const auto published =
        house_.database.write(request.shop, [&](store::Tx& tx) { return publish(tx, proposal, today); });
    if (!published) return review_page(request, account, *draft, {published.error()});
    return http::redirect_see_other("/desk/policy");
}

http::Response PolicyDesk::edit_words(Request& request, const Account& account) const {
    const auto draft = draft_of(request);
    if (!draft) return http::redirect_see_other("/desk/policy");
    return words_page(request, account, *draft, request.path_parameters.at("chapter"), {});
}

http::Response PolicyDesk::words_page(Request& request, const Account& account, const Draft& draft,
                                      std::string_view chapter, const Errors& errors) const {
    const auto* found = find_chapter(chapter);
    if (!found)
        return desk_.error(request, account, http_status(ErrorCode::not_found), "Not found",
                           "The policy has no such chapter.");
    const auto in_force = load_latest(house_, request.shop, texts_);
    const auto proposal = propose_for(request, draft, in_force);
    http::Dict values;
    desk_.show_errors(request, values, errors);
    values.set("ACTION", "/desk/policy/draft/words/" + std::string(chapter)).set("PROMISES", promises_of(*found));
    for (const auto language : all_languages) {
        const std::string name(code(language));
        const auto field = "words_" + name;
        auto& row = values.add("TEXT");
        row.set("FIELD", field).set("WORDS_LANG", name);
        row.set("LANGUAGE_NAME", language == Language::nl ? "Nederlands" : "English");
        const bool typed = !errors.empty() && request.form().valid_utf8(field);
        row.set("WORDS",
                typed ? request.form().text(field) : std::string(proposal.texts.prose.at(file_of(language, chapter))));
        for (const auto& error : errors)
            if (error.field == field) row.add("ERROR").set("MESSAGE", say(request, error.message));
        for (const auto& objection : proposal.objections)
            if (errors.empty() && objection.field == field + "_" + std::string(chapter))
                row.add("ERROR").set("MESSAGE", objection.words.in(request.language));
    }
    return desk_.page(request, account, "desk_policy_words.html", values,
                      {.title = say(request, "Your own words"),
                       .description = "",
                       .section = "privacy",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response PolicyDesk::save_own_words(Request& request, const Account& account) const {
    const auto draft = draft_of(request);
    if (!draft) return http::redirect_see_other("/desk/policy");
    const auto& chapter = request.path_parameters.at("chapter");
    if (!find_chapter(chapter)) return words_page(request, account, *draft, chapter, {});
    Errors errors;
    std::map<Language, std::string> texts;
    for (const auto language : all_languages) {
        const auto field = "words_" + std::string(code(language));
        auto words = clean_text(request.form().text(field), longest_words, field);
        if (!words)
            errors.push_back(words.error());
        else
            texts[language] = *words + "\n";
    }
    if (!errors.empty()) return words_page(request, account, *draft, chapter, errors);
    const auto in_force = load_latest(house_, request.shop, texts_);
    const auto saved = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        for (const auto& [language, words] : texts) {
            const auto file = file_of(language, chapter);
            if (const auto done = save_words(tx, file, words, in_force.texts().prose.at(file)); !done) return done;
        }
        return {};
    });
    return http::redirect_see_other(saved ? "/desk/policy/draft" : "/desk/policy");
}

}  // namespace autojet::publishing
