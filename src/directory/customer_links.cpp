#include <algorithm>

#include "booking/booking_words.hpp"
#include "directory/directory.hpp"
#include "privacy/standing.hpp"
#include "shop/visit.hpp"

namespace autojet::directory {

namespace {

using privacy::IndexKind;

constexpr std::size_t most_candidates = 10;

struct Candidate {
    PersonId record;
    std::string_view reason;  // English, msgid
};

// Others who gave the same number or address; a plate alone may have changed hands, so it comes last.
std::vector<Candidate> candidates(store::Tx& tx, privacy::Vault& vault, const std::vector<Card>& cards) {
    std::vector<Candidate> found;
    const auto is_known = [&](PersonId person) {
        return std::ranges::find(cards, person, &Card::record) != cards.end() ||
               std::ranges::find(found, person, &Candidate::record) != found.end();
    };
    for (const auto& [kind, reason] :
         {std::pair{IndexKind::phone, "same phone number"}, std::pair{IndexKind::email, "same e-mail address"},
          std::pair{IndexKind::plate, "same licence plate"}})
        for (const auto& card : cards)
            for (const auto person : vault.find_sharing(tx, card.record, kind))
                if (found.size() < most_candidates && !is_known(person) && customers::exists(tx, person))
                    found.push_back({person, reason});
    return found;
}

}  // namespace

void Directory::show_links(Request& request, store::Tx& tx, http::Dict& values, const std::vector<Card>& cards) const {
    const auto url = customer_url(record_from(request.path_parameters.at("record")));
    // Other records are told by their appointment alone, until somebody looks at them side by side.
    const auto describe = [&](PersonId person) {
        if (privacy::is_restricted(tx, person)) return say(request, privacy::restricted_badge);
        const auto theirs = booking::of_person(tx, person);
        return theirs.empty() ? say(request, "a record without a booking")
                              : booking::display_reference(theirs.front().reference) + ", " +
                                    booking::when_text(house_.shops.zone(request.shop), theirs.front().span.start,
                                                       request.language);
    };
    if (cards.size() > 1) {
        auto& section = values.add("LINKED");
        for (const auto& card : cards) {
            auto& row = section.add("PERSON");
            row.set("TEXT", describe(card.record)).set("PERSON_NAME", card.name);
            if (!card.restricted)
                row.add("UNDO").set("UNDO_URL", url + "/unlinking/" + std::to_string(card.record.value()));
        }
    }
    const auto others = candidates(tx, house_.vault, cards);
    if (others.empty()) return;
    auto& section = values.add("SAME_PERSON");
    for (const auto& other : others)
        section.add("CANDIDATE")
            .set("TEXT", describe(other.record))
            .set("REASON", say(request, other.reason))
            .set("COMPARE_URL", url + "/links/" + std::to_string(other.record.value()));
}

http::Response Directory::compare(Request& request, const Account& account) {
    const auto record = record_from(request.path_parameters.at("record"));
    const auto other = record_from(request.path_parameters.at("other"));
    auto& visit = shop::visit_of(request);
    http::Dict values;
    const bool there = house_.database.read(request.shop, [&](store::Tx& tx) {
        const auto mine = records_of(tx, record);
        if (mine.empty() || !customers::exists(tx, other) || std::ranges::find(mine, other) != mine.end()) return false;
        const auto cards = open_cards(tx, house_, {record, other}, visit.actor, visit.openings);
        if (cards.size() != 2) return false;
        for (const auto& card : cards) {
            auto& side = values.add("SIDE");
            side.set("NAME", card.name).set("SIDE_URL", customer_url(card.record));
            side.set("SINCE", day_of(request, card.created));
            if (card.restricted) side.show("RESTRICTED");
            show_reach(side, {card});
            if (!card.plate.empty()) booking::show_plate(side, card.plate);
            if (!card.vehicle.empty()) side.add("HAS_VEHICLE").set("VEHICLE", card.vehicle);
            const auto bookings = booking::of_person(tx, card.record);
            side.set("BOOKINGS", std::to_string(bookings.size()) + " " +
                                     say(request, bookings.size() == 1 ? "booking" : "bookings"));
        }
        values.set("BACK_URL", customer_url(record));
        if (std::ranges::none_of(cards, &Card::restricted))
            values.add("CAN_LINK").set("LINK_URL", customer_url(record) + "/links/" + std::to_string(other.value()));
        return true;
    });
    if (!there) return not_found(request, account);
    return desk_.page(
        request, account, "desk_customer_compare.html", values,
        {.title = say(request, "The same person?"), .description = "", .section = "customers", .personal = true});
}

http::Response Directory::link(Request& request, const Account& account) {
    const auto record = record_from(request.path_parameters.at("record"));
    const auto other = record_from(request.path_parameters.at("other"));
    const auto linked =
        house_.database.write(request.shop, [&](store::Tx& tx) { return customers::link(tx, record, other); });
    if (linked) return http::redirect_see_other(customer_url(record));
    return desk_.error(request, account, http_status(linked.error().code), "This cannot be done",
                       linked.error().message);
}

http::Response Directory::unlink(Request& request, const Account& account) {
    const auto record = record_from(request.path_parameters.at("record"));
    const auto other = record_from(request.path_parameters.at("other"));
    const auto unlinked = house_.database.write(request.shop, [&](store::Tx& tx) -> Result<void> {
        const auto linked = records_of(tx, record);
        if (std::ranges::find(linked, other) == linked.end())
            return refuse(ErrorCode::not_found, "not_found", "This record is not there any more.");
        return customers::unlink(tx, other);
    });
    if (unlinked) return http::redirect_see_other(customer_url(record));
    return desk_.error(request, account, http_status(unlinked.error().code), "This cannot be done",
                       unlinked.error().message);
}

}  // namespace autojet::directory
