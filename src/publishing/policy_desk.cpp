#include "publishing/policy_desk.hpp"

#include "base/text.hpp"
#include "shop/visit.hpp"

namespace autojet::publishing {

namespace {

using http::Method;

void show_versions(http::Dict& values, const std::vector<privacy::VersionDates>& versions, const Zone& zone,
                   const std::string& base, Language language) {
    for (const auto& dates : versions) {
        auto& row = values.add("VERSION");
        row.set("NAME", day_text(dates.version, language)).set("URL", base + "/privacy/versions/" + dates.version);
        if (dates.until)
            row.add("UNTIL").set("MOMENT", format_moment(zone.to_local(*dates.until), language));
        else
            row.show("IN_FORCE");
    }
}

}  // namespace

void PolicyDesk::add_routes(http::Router& router) const {
    const auto page = [&](Method method, const std::string& pattern,
                          Response (PolicyDesk::*show)(Request&, const Account&) const) {
        router.add(method, pattern, desk_.guarded([this, show](Request& request, const Account& account) {
            return (this->*show)(request, account);
        }));
    };
    page(Method::get, "/desk/policy", &PolicyDesk::overview);
    page(Method::get, "/desk/policy/draft", &PolicyDesk::edit);
    page(Method::post, "/desk/policy/draft", &PolicyDesk::begin);
    page(Method::post, "/desk/policy/draft/clauses/{clause}", &PolicyDesk::add_clause);
    page(Method::post, "/desk/policy/draft/choices", &PolicyDesk::save);
    page(Method::post, "/desk/policy/draft/disposal", &PolicyDesk::dispose);
    page(Method::get, "/desk/policy/draft/words/{chapter}", &PolicyDesk::edit_words);
    page(Method::post, "/desk/policy/draft/words/{chapter}", &PolicyDesk::save_own_words);
    page(Method::get, "/desk/policy/draft/review", &PolicyDesk::review);
    page(Method::post, "/desk/policy/versions", &PolicyDesk::publish_draft);
    page(Method::post, "/desk/policy/notice", &PolicyDesk::tell);
    page(Method::get, "/desk/policy/untold", &PolicyDesk::untold);
    page(Method::post, "/desk/policy/untold/{person}/telling", &PolicyDesk::mark_told);
}

http::Response PolicyDesk::overview(Request& request, const Account& account) const {
    const auto in_force = house_.policies.of(request.shop);
    const auto& zone = house_.shops.zone(request.shop);
    const auto base = shop::Site::base(request);
    http::Dict values;
    values.set("DAY", day_text(in_force->model.version, request.language)).set("POLICY_URL", base + "/privacy");
    house_.database.read(request.shop, [&](store::Tx& tx) {
        show_versions(values, privacy::versions_of(tx), zone, base, request.language);
        if (const auto draft = find_draft(tx))
            values.add("DRAFT").set("SAVED", format_moment(zone.to_local(draft->saved), request.language));
        else
            values.show("NO_DRAFT");
        const auto notice = telling_.find_notice(tx);
        if (!telling_.has_reason(request.shop)) return true;
        auto& telling = values.add("TELLING");
        for (const auto& change : changes_since(tx, in_force->narrower.rbegin()->first, *in_force))
            if (change.effect == policy::Effect::widens)
                telling.add("CHANGE").set("TEXT", change.words.in(request.language));
        if (!notice) {
            telling.show("CAN_TELL");
            return true;
        }
        auto& told = telling.add("TOLD");
        told.set("STARTED", format_moment(zone.to_local(notice->started), request.language))
            .set("MAILS", notice->mails);
        told.set("WITHOUT_MAIL", notice->without_mail);
        told.show(notice->finished ? "FINISHED" : "BUSY");
        return true;
    });
    return desk_.page(
        request, account, "desk_policy.html", values,
        {.title = say(request, "The privacy policy"), .description = "", .section = "privacy", .personal = true});
}

http::Response PolicyDesk::begin(Request& request, const Account&) const {
    const auto in_force = house_.policies.of(request.shop);
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        begin_draft(tx, ceiling_, in_force->model);
        return {};
    });
    return http::redirect_see_other("/desk/policy/draft");
}

http::Response PolicyDesk::add_clause(Request& request, const Account& account) const {
    const std::string name(request.path_parameters.at("clause"));
    if (!policy::find(ceiling_.clauses, name))
        return desk_.error(request, account, 404, "There is no such sentence",
                           "The program has no clause of this name.");
    const auto in_force = house_.policies.of(request.shop);
    house_.database.write(request.shop, [&](store::Tx& tx) {
        begin_draft(tx, ceiling_, in_force->model);
        auto choices = policy::choices_of(ceiling_, find_draft(tx)->model);
        choices.clauses.insert(name);
        return save_choices(tx, ceiling_, in_force->model, choices);
    });
    return http::redirect_see_other("/desk/policy/draft/review");
}

std::optional<Draft> PolicyDesk::draft_of(const Request& request) const {
    return house_.database.read(request.shop, find_draft);
}

Proposal PolicyDesk::propose_for(const Request& request, const Draft& draft, const Frozen& in_force) const {
    return propose(draft, ceiling_, in_force, texts_, house_.shops.load(request.shop));
}

http::Response PolicyDesk::edit(Request& request, const Account& account) const {
    const auto draft = draft_of(request);
    return draft ? draft_page(request, account, *draft, {}) : http::redirect_see_other("/desk/policy");
}

// A draft is saved although it does not hold together yet; what cannot be read as a choice is not.
http::Response PolicyDesk::save(Request& request, const Account& account) const {
    const auto draft = draft_of(request);
    if (!draft) return http::redirect_see_other("/desk/policy");
    const auto in_force = house_.policies.of(request.shop);
    Errors errors;
    const auto choices = read_choices(request.form(), ceiling_, draft->model, errors);
    if (!choices) return draft_page(request, account, *draft, errors);
    const auto saved = house_.database.write(
        request.shop, [&](store::Tx& tx) { return save_choices(tx, ceiling_, in_force->model, *choices); });
    return http::redirect_see_other(saved ? "/desk/policy/draft/review" : "/desk/policy");
}

http::Response PolicyDesk::dispose(Request& request, const Account&) const {
    house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        throw_away(tx);
        return {};
    });
    return http::redirect_see_other("/desk/policy");
}

http::Response PolicyDesk::draft_page(Request& request, const Account& account, const Draft& draft,
                                      const Errors& errors) const {
    const auto in_force = load_latest(house_, request.shop, texts_);
    http::Dict values;
    Beside beside;
    for (const auto& objection : propose_for(request, draft, in_force).objections)
        beside.try_emplace(objection.field, objection.words.in(request.language));
    for (const auto& error : errors) beside[error.field] = say(request, error.message);
    desk_.show_errors(request, values, errors);
    values.set("DAY", day_text(in_force.model().version, request.language));
    show_choices(values, {ceiling_, in_force.model(), policy::choices_of(ceiling_, draft.model), beside,
                          request.language, errors.empty() ? nullptr : &request.form()});
    for (const auto& chapter : policy::chapters) {
        const std::string name(chapter.name);
        const auto file = std::string(code(request.language)) + "/" + name + ".md";
        auto& row = values.add("CHAPTER");
        const auto words = in_force.texts().prose.at(file);
        row.set("URL", "/desk/policy/draft/words/" + name).set("TITLE", words.substr(2, words.find('\n') - 2));
        if (draft.words.contains("nl/" + name + ".md") || draft.words.contains("en/" + name + ".md")) row.show("OWN");
        if (beside.contains("words_nl_" + name) || beside.contains("words_en_" + name)) row.show("TO_MEND");
    }
    return desk_.page(request, account, "desk_policy_draft.html", values,
                      {.title = say(request, "Change the policy"),
                       .description = "",
                       .section = "privacy",
                       .personal = true,
                       .status = errors.empty() ? 200 : http_status(errors.front().code)});
}

http::Response PolicyDesk::tell(Request& request, const Account& account) const {
    const auto started = house_.database.write(request.shop, [&](store::Tx& tx) { return telling_.start(tx); });
    if (!started)
        return desk_.error(request, account, http_status(started.error().code), "Not possible",
                           started.error().message);
    telling_.go_on(request.shop);
    return http::redirect_see_other("/desk/policy");
}

http::Response PolicyDesk::untold(Request& request, const Account& account) const {
    auto& visit = shop::visit_of(request);
    http::Dict values;
    const auto page = house_.database.read(request.shop, [&](store::Tx& tx) {
        return telling_.untold(tx, request.query.find("from").value_or(""), visit.actor, visit.openings);
    });
    for (const auto& person : page.people) {
        auto& row = values.add("PERSON");
        row.set("NAME", person.name)
            .set("TELL_URL", "/desk/policy/untold/" + std::to_string(person.person.value()) + "/telling");
        if (const auto phone = PhoneNumber::parse(person.phone))
            row.add("HAS_PHONE").set("PHONE", phone->display()).set("PHONE_URL", phone->e164());
    }
    if (page.people.empty()) values.show("NOBODY");
    if (!page.next.empty()) values.add("MORE").set("URL", "/desk/policy/untold?from=" + page.next);
    return desk_.page(request, account, "desk_policy_untold.html", values,
                      {.title = say(request, "People without an e-mail address"),
                       .description = "",
                       .section = "privacy",
                       .personal = true});
}

http::Response PolicyDesk::mark_told(Request& request, const Account& account) const {
    const PersonId person{parse_whole(request.path_parameters.at("person")).value_or(0)};
    const auto told =
        house_.database.write(request.shop, [&](store::Tx& tx) { return telling_.mark_told(tx, person); });
    if (!told) return desk_.error(request, account, http_status(told.error().code), "Not found", told.error().message);
    return http::redirect_see_other("/desk/policy/untold");
}

}  // namespace autojet::publishing
