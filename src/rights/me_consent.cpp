#include <algorithm>

#include "privacy/consent.hpp"
#include "rights/me.hpp"
#include "rights/record_words.hpp"

namespace autojet::rights {

// What is agreed to, with the words that were shown; one button takes it back (GDPR 7(3)).
void Me::show_consents(http::Dict& values, store::Tx& tx, const http::Request& request, const Guest& guest) const {
    const auto in_force = house_.policies.of(tx);
    http::Dict* all = nullptr;
    for (const auto person : guest.persons)
        for (const auto& consent : privacy::consents_of(tx, house_.vault, person)) {
            if (!consent.is_in_force()) continue;
            if (!all) all = &values.add("CONSENTS");
            auto& row = all->add("CONSENT");
            const auto* clause = policy::find(in_force->model.clauses, consent.clause);
            row.set("TITLE", clause ? clause->title.in(request.language) : consent.clause)
                .set("GIVEN", moment_text(house_, request.shop, consent.given, request.language))
                .set("VERSION", consent.policy_version)
                .set("SHOWN", privacy::consent_text(tx, consent.text_hash).value_or(""));
            row.set("ACTION", url(request, "/consents/" + consent.clause + "/withdrawal"));
        }
}

http::Response Me::withdraw(http::Request& request, const Guest& guest) {
    const auto& clause = request.path_parameters.at("clause");
    const bool given = house_.database.read(request.shop, [&](store::Tx& tx) {
        return std::ranges::any_of(guest.persons,
                                   [&](PersonId person) { return privacy::has_consent(tx, person, clause); });
    });
    if (!given)
        return site_.error(request, 404, "This page does not exist", "You have not agreed to this, or not any more.");
    return ask(request, guest, Kind::withdrawal, [&](store::Tx& tx, const Request& opened) {
        for (const auto person : guest.persons) privacy::withdraw_consent(tx, person, clause);
        return answer(tx, house_.vault, house_.messages, opened.id, Outcome::granted,
                      house_.messages.translate(request.language, "You no longer agree. From now on it is not done."));
    });
}

}  // namespace autojet::rights
