// Handovers to an authority (policy S5, P3): who asked, under which law, for what and of whom, and who decided. Only
// what is written down so can be copied, and no more than the law opens.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/json.hpp"
#include "privacy/policies.hpp"
#include "shop/hand_over.hpp"
#include "shop/house.hpp"

namespace autojet::registers {

struct Handover;
using HandoverId = Id<Handover>;

struct Handover {
    HandoverId id;
    Instant at;
    std::string authority;
    std::string basis;  // the law, and the number of the demand
    std::optional<CivilDate> from, until;
    policy::Categories categories;
    std::int64_t people = 0;
    std::int64_t copies = 0;
    PersonId account;                                                          // who wrote it down
    std::optional<privacy::PersonalText<policy::Category::staff>> decided_by;  // absent once its key is gone
};

struct HandoverFields {
    std::string authority, basis, from, until, decided_by;
    std::string people;  // an e-mail address, a phone number or a plate on each line
    std::vector<std::string> categories;
};

struct NewHandover {
    Handover handover;
    std::string decided_by;
    std::vector<PersonId> persons;
};

// All errors are gathered, with their fields. Refused without a basis (`basis_needed`), for a category that the law
// does not open in the shop's policy (`beyond_the_law`), and for a line that nobody is found by (`nobody_found`): all
// people at once cannot be handed over.
std::optional<NewHandover> check(store::Tx& tx, privacy::Vault& vault, const privacy::InForce& in_force,
                                 const HandoverFields& fields, Errors& errors);

HandoverId add(store::Tx& tx, privacy::Vault& vault, const NewHandover& handover, const privacy::Actor& actor);
std::optional<Handover> find_handover(store::Tx& tx, privacy::Vault& vault, HandoverId id);
// Newest first.
std::vector<Handover> all_handovers(store::Tx& tx, privacy::Vault& vault);

struct HandedOver {
    PersonId person;
    std::vector<HeldRecord> records;
};

// Opens what the handover covers, by a warrant for the law, and writes it down as a disclosure for each person. Refused
// with `recipient_not_declared`, or as the gate refuses.
Result<std::vector<HandedOver>> hand_over(store::Tx& tx, const House& house, const std::vector<HandOver>& slices,
                                          const Handover& handover, const privacy::Actor& actor,
                                          policy::Openings& openings);

// For the authority, in a form that programs read.
http::JsonObject to_json(const Handover& handover, const std::vector<HandedOver>& people, const Shop& shop,
                         Instant now);

// Whether a handover still names this account: its key is needed then.
bool knows_decider(store::Tx& tx, PersonId account);

// Deletes handovers whose time is over (policy K1, class incident), and people in them who are erased.
void forget_handovers(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy);

}  // namespace autojet::registers
