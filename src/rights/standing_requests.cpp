#include "rights/standing_requests.hpp"

#include <set>

#include "base/text.hpp"
#include "rights/notices.hpp"
#include "rights/record_words.hpp"
#include "rights/request_store.hpp"
#include "shop/outbox.hpp"

namespace autojet::rights {

namespace {

using privacy::Aim;
using privacy::Balance;

std::string_view aim_label(Aim aim) {
    return aim == Aim::improvement ? "to improve our service" : "marketing";
}

std::string_view balance_label(Balance balance) {
    if (balance == Balance::open) return "We have stopped, and consider your objection.";
    if (balance == Balance::upheld) return "We have stopped for good.";
    return "We have reasons that weigh more; you have read them in our answer.";
}

}  // namespace

std::optional<Aim> aim_from_code(std::string_view text) {
    for (const auto aim : {Aim::improvement, Aim::marketing})
        if (privacy::code(aim) == text) return aim;
    return std::nullopt;
}

Result<Request> restrict_for(store::Tx& tx, const House& house, const Request& request,
                             const std::vector<PersonId>& persons, privacy::Ground ground) {
    for (const auto person : persons) privacy::restrict_use(tx, person, ground);
    note_recipients(tx, request, "restriction", persons);
    const auto said = house.messages.translate(
        request.language,
        "From now on we only keep your data, and do nothing else with it. You hear from us before that ends.");
    return answer(tx, house.vault, house.messages, request.id, Outcome::granted, said);
}

Result<Request> object_for(store::Tx& tx, const House& house, const Request& request,
                           const std::vector<PersonId>& persons, Aim aim) {
    for (const auto person : persons) privacy::object(tx, person, aim);
    if (aim == Aim::improvement) return request;
    const auto said = house.messages.translate(request.language, "We never use your data for marketing again.");
    return answer(tx, house.vault, house.messages, request.id, Outcome::granted, said);
}

Result<Request> decide_for(store::Tx& tx, const House& house, RequestId id, Balance decision,
                           std::string_view reasons) {
    const auto words = clean_text(reasons, longest_words, "reason");
    if (!words) return tl::unexpected(words.error());
    for (const auto person : persons_of(tx, id)) {
        const auto decided =
            privacy::decide_objection(tx, house.vault, person, Aim::improvement, decision, Words::of(person, *words));
        if (!decided && decided.error().reason != "no_objection" && decided.error().reason != "already_decided")
            return tl::unexpected(decided.error());
    }
    return answer(tx, house.vault, house.messages, id,
                  decision == Balance::upheld ? Outcome::granted : Outcome::refused, *words);
}

Result<Request> announce_lifting_for(store::Tx& tx, const Request& request, privacy::Ground ground) {
    const auto when = tx.now() + privacy::notice_before_lifting;
    for (const auto person : persons_of(tx, request.id))
        if (auto announced = privacy::announce_lifting(tx, person, ground, when); !announced)
            return tl::unexpected(announced.error());
    shop::put_in_outbox(tx, restriction_ends, request.id.value());
    return request;
}

Result<Request> lift_for(store::Tx& tx, const Request& request, privacy::Ground ground) {
    for (const auto person : persons_of(tx, request.id))
        if (auto lifted = privacy::lift(tx, person, ground); !lifted) return tl::unexpected(lifted.error());
    return request;
}

void show_standing(http::Dict& values, store::Tx& tx, const House& house, const std::vector<PersonId>& persons,
                   Language language) {
    const auto say = [&](std::string_view english) { return house.messages.translate(language, english); };
    std::set<std::string_view> told;
    for (const auto person : persons) {
        const auto standing = privacy::standing_of(tx, house.vault, person);
        for (const auto& restriction : standing.restrictions) {
            if (!told.insert(privacy::code(restriction.ground)).second) continue;
            auto& row = values.add("RESTRICTION");
            row.set("GROUND", say(privacy::label(restriction.ground)))
                .set("CODE", privacy::code(restriction.ground))
                .set("SINCE", day_text(house, tx.shop(), restriction.since, language));
            if (restriction.lifting)
                row.add("LIFTING").set("DAY", moment_text(house, tx.shop(), *restriction.lifting, language));
            else
                row.show("IN_FORCE");
        }
        for (const auto& objection : standing.objections)
            if (told.insert(privacy::code(objection.aim)).second)
                values.add("OBJECTION")
                    .set("AIM", say(aim_label(objection.aim)))
                    .set("SINCE", day_text(house, tx.shop(), objection.since, language))
                    .set("STATE", say(balance_label(objection.balance)));
    }
    if (told.empty()) values.show("NO_STANDING");
    for (const auto ground : privacy::all_grounds)
        values.add("GROUND").set("CODE", privacy::code(ground)).set("LABEL", say(privacy::label(ground)));
}

}  // namespace autojet::rights
