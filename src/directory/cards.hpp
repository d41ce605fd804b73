// One person at the desk: all records that are linked, and what the warrant opens of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "booking/booking.hpp"
#include "http/html.hpp"
#include "privacy/actor.hpp"

namespace autojet::directory {

using ForWork = policy::Warrant<policy::Purpose::appointment>;

// A record, opened as far as the warrant covers it; the rest is empty.
struct Card {
    PersonId record;
    Instant created;
    Language language{};
    bool restricted = false;
    bool company = false;  // name and e-mail address are those of a business
    std::string name;
    std::string email;
    std::string phone;  // E.164
    std::string plate;  // "NL 54-JG-PV"
    std::string vehicle;

    [[nodiscard]] bool is_same_plate(const Card& other) const { return !plate.empty() && plate == other.plate; }
};

// The record and those that are linked with it, newest first; empty when there is no such record.
std::vector<PersonId> records_of(store::Tx& tx, PersonId record);

// Of each record, or business, that can still be opened, in the order given.
std::vector<Card> open_cards(store::Tx& tx, const House& house, const std::vector<PersonId>& records,
                             const privacy::Actor& actor, policy::Openings& openings);

std::string url_of(const Card& card);

// The newest value that there is.
std::string newest(const std::vector<Card>& cards, std::string Card::*field);

// HAS_PHONE {PHONE PHONE_URL} and HAS_EMAIL {EMAIL} for each different one, newest first.
void show_reach(http::Dict& values, const std::vector<Card>& cards);

// The number in an address; none is found by a zero.
PersonId record_from(std::string_view text);

}  // namespace autojet::directory
