// What the shop asks consent for, offered after a booking and never before it (policy R7, GDPR 7).
#include "booking/booking_manage.hpp"
#include "privacy/consent.hpp"

namespace autojet::booking {

namespace {

http::Dict& show_question(http::Dict& values, const privacy::ConsentQuestion& question, const std::string& url) {
    return values.add("ASK")
        .set("URL", url)
        .set("AGREE", question.agree)
        .set("OF_AGE", question.of_age)
        .set("GUARDIAN", question.guardian)
        .set("WITHDRAWING", question.withdrawing);
}

}  // namespace

bool ManagePages::asks_consent(const http::Request& request) const {
    return !privacy::consent_clauses(*bookings_.house().policies.of(request.shop)).empty();
}

// A restricted person is asked nothing.
void ManagePages::show_consents(http::Request& request, http::Dict& values, const Linked& linked,
                                const Refused& refused) const {
    const auto& house = bookings_.house();
    const auto& booking = linked.booking;
    const auto in_force = house.policies.of(request.shop);
    const auto clauses = privacy::consent_clauses(*in_force);
    if (clauses.empty() || linked.use == Use::only_kept) return;
    auto& section = values.add("CONSENTS");
    const auto given = house.database.read(
        request.shop, [&](store::Tx& tx) { return privacy::consents_of(tx, house.vault, booking.person); });
    for (const auto& clause : clauses) {
        const auto question = privacy::consent_question(*in_force, clause, request.language, house.messages);
        const auto path = url(request, booking) + "/consents/" + clause;
        auto& row = section.add("CONSENT");
        row.set("CLAUSE", question.clause).set("NAME", clause);
        const auto found = std::ranges::find_if(
            given, [&](const privacy::Consent& consent) { return consent.clause == clause && consent.is_in_force(); });
        if (found == given.end()) {
            auto& ask = show_question(row, question, path);
            if (clause == refused.clause) shop::show_errors(ask, refused.errors, house.messages, request.language);
            continue;
        }
        const auto day = date_of(house.shops.zone(request.shop).to_local(found->given));
        row.add("AGREED").set("DATE", format_long_date(day, request.language)).set("URL", path + "/withdrawal");
    }
}

http::Response ManagePages::give_consent(http::Request& request, const Linked& linked) {
    const auto& house = bookings_.house();
    const auto& booking = linked.booking;
    const auto& clause = request.path_parameters.at("clause");
    const auto in_force = house.policies.of(request.shop);
    const auto offered = privacy::consent_clauses(*in_force);
    if (std::ranges::find(offered, clause) == offered.end())
        return overview_page(request, linked, "We do not ask for this.", 404);
    const auto& form = request.form();
    const privacy::ConsentAnswer answer{.agrees = form.text("agree") == "yes",
                                        .is_of_age = form.text("age") == "of_age",
                                        .guardian_name = form.text("guardian"),
                                        .guardian_agrees = form.text("age") == "guardian"};
    const auto question = privacy::consent_question(*in_force, clause, request.language, house.messages);
    const auto done = house.database.write(request.shop, [&](store::Tx& tx) {
        return privacy::give_consent(tx, house.vault, *in_force, booking.person, question, clause, request.language,
                                     code(Channel::website), answer);
    });
    if (!done) return overview_page(request, linked, "", http_status(done.error().code), {clause, {done.error()}});
    return http::redirect_see_other(url(request, booking));
}

http::Response ManagePages::withdraw_consent(http::Request& request, const Linked& linked) {
    const auto& booking = linked.booking;
    bookings_.house().database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        privacy::withdraw_consent(tx, booking.person, request.path_parameters.at("clause"));
        return {};
    });
    return http::redirect_see_other(url(request, booking));
}

}  // namespace autojet::booking
