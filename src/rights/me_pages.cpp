#include <algorithm>

#include "booking/reference.hpp"
#include "privacy/standing.hpp"
#include "rights/dossier.hpp"
#include "rights/me.hpp"
#include "rights/record_words.hpp"
#include "shop/visit.hpp"

namespace autojet::rights {

namespace {

constexpr std::size_t consultations_shown = 12;

}  // namespace

std::vector<HeldRecord> Me::records_of(http::Request& request, const Guest& guest) const {
    auto& visit = shop::visit_of(request);
    return house_.database.read(request.shop, [&](store::Tx& tx) {
        return gather(tx, house_.gate, holders_, visit.actor, guest.persons, visit.openings);
    });
}

http::Response Me::overview(http::Request& request, const Guest& guest) {
    http::Dict values;
    const auto records = records_of(request, guest);
    show_records(values, house_, request.shop, records, request.language);
    // Nobody can have looked before there was anything; one more than is shown tells that there are more.
    auto first = house_.clock.now();
    for (const auto& record : records) first = std::min(first, record.collected - std::chrono::days{1});
    const auto consultations = house_.database.read(request.shop, [&](store::Tx& tx) {
        return privacy::entries_about(tx, house_.vault, guest.persons, first, consultations_shown + 1);
    });
    show_consultations(values, house_, request.shop, consultations, request.language, consultations_shown);
    if (guest.persons.empty())
        values.show("NOTHING");
    else
        values.show("SOMETHING");
    const bool restricted = house_.database.read(request.shop, [&](store::Tx& tx) {
        show_consents(values, tx, request, guest);
        return std::ranges::any_of(guest.persons, [&](PersonId person) { return privacy::is_restricted(tx, person); });
    });
    if (restricted) values.show("RESTRICTED");
    return page(request, "me.html", values, "Your data");
}

http::Response Me::show_request(http::Request& request, const Guest& guest) {
    auto& visit = shop::visit_of(request);
    http::Dict values;
    const bool found = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto made = find_by_number(tx, booking::reference_from(request.path_parameters.at("number")));
        if (!made) return false;
        // Another person's request is as good as none.
        const auto persons = persons_of(tx, made->id);
        const auto mine = std::ranges::find_first_of(persons, guest.persons);
        if (mine == persons.end()) return false;
        rights::show_request(values, house_, request.shop, *made, request.language);
        const auto warrant =
            house_.gate.warrant<policy::Purpose::rights>(tx, privacy::Actor::person(*mine), {*mine}, visit.openings);
        if (!warrant) return false;
        const auto written = load_written(tx, house_.vault, *made);
        const auto open = [&](std::string_view section, const std::optional<Words>& words) {
            if (words) values.add(section).set("TEXT", words->assigned_to(*mine).open(*warrant));
        };
        open("HAS_WORDS", written.words);
        open("HAS_REASONS", written.reasons);
        open("HAS_ANSWER", written.answer);
        if (made->kind == Kind::access && !made->is_open()) values.show("COPY");
        if (made->kind == Kind::portability && !made->is_open()) values.show("EXPORT");
        if (has_receipt(tx, made->id))
            values.add("RECEIPT").set("URL", shop::Site::base(request) + "/receipt/" +
                                                 receipt_secret(house_.vault, request.shop, made->id, tx.now()));
        return true;
    });
    if (!found)
        return site_.error(request, 404, "This page does not exist", "There is no request of yours with this number.");
    return page(request, "me_request.html", values, "Your request");
}

}  // namespace autojet::rights
