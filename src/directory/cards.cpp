#include "directory/cards.hpp"

#include <algorithm>
#include <set>

#include "directory/companies.hpp"
#include "privacy/standing.hpp"

namespace autojet::directory {

std::vector<PersonId> records_of(store::Tx& tx, PersonId record) {
    if (!customers::exists(tx, record)) return {};
    auto records = customers::linked_with(tx, record);
    records.push_back(record);
    std::ranges::sort(records, std::ranges::greater{});
    return records;
}

namespace {

Card closed_card(store::Tx& tx, PersonId record, Instant created) {
    return {.record = record,
            .created = created,
            .language = Language::nl,
            .restricted = privacy::is_restricted(tx, record),
            .name = {},
            .email = {},
            .phone = {},
            .plate = {},
            .vehicle = {}};
}

std::optional<Card> open_company(store::Tx& tx, const House& house, PersonId record, const ForWork* warrant) {
    const auto details = load_company(tx, house.vault, record);
    if (!details) return std::nullopt;
    auto card = closed_card(tx, record, tx.now());
    card.company = true;
    if (!warrant) return card;
    card.name = details->name.open_if_covered(*warrant).value_or("");
    if (details->email) card.email = details->email->open_if_covered(*warrant).value_or("");
    return card;
}

}  // namespace

std::vector<Card> open_cards(store::Tx& tx, const House& house, const std::vector<PersonId>& records,
                             const privacy::Actor& actor, policy::Openings& openings) {
    const auto warrant = house.gate.warrant<policy::Purpose::appointment>(tx, actor, records, openings);
    std::vector<Card> cards;
    for (const auto person : records) {
        const auto record = customers::load(tx, house.vault, person);
        if (!record) {
            if (auto card = open_company(tx, house, person, warrant ? &*warrant : nullptr))
                cards.push_back(std::move(*card));
            continue;
        }
        auto card = closed_card(tx, person, record->created);
        card.language = record->language;
        const auto opened = [&](const auto& closed) {
            return warrant && closed ? closed->open_if_covered(*warrant).value_or("") : std::string{};
        };
        card.name = opened(std::optional{record->name});
        card.email = opened(record->email);
        card.phone = opened(record->phone);
        card.plate = opened(record->plate);
        card.vehicle = opened(record->vehicle);
        cards.push_back(std::move(card));
    }
    return cards;
}

std::string newest(const std::vector<Card>& cards, std::string Card::*field) {
    const auto found = std::ranges::find_if(cards, [&](const Card& card) { return !(card.*field).empty(); });
    return found == cards.end() ? std::string{} : (*found).*field;
}

void show_reach(http::Dict& values, const std::vector<Card>& cards) {
    std::set<std::string> shown;
    for (const auto& card : cards) {
        if (!card.phone.empty() && shown.insert(card.phone).second)
            values.add("HAS_PHONE")
                .set("PHONE", PhoneNumber::parse(card.phone).value().display())
                .set("PHONE_URL", card.phone);
        if (!card.email.empty() && shown.insert(card.email).second) values.add("HAS_EMAIL").set("EMAIL", card.email);
    }
}

std::string url_of(const Card& card) {
    return (card.company ? "/desk/companies/" : "/desk/customers/") + std::to_string(card.record.value());
}

PersonId record_from(std::string_view text) {
    return PersonId{parse_whole(text).value_or(0)};
}

}  // namespace autojet::directory
