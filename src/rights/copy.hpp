// The copy that GDPR 15 asks for (policy R1): what is kept, for which purposes, on which basis, how long, where it came
// from, who really received it, who looked at it, all rights, the authority. For people and for machines.
#pragma once

#include "http/request.hpp"
#include "privacy/consultations.hpp"
#include "rights/portable.hpp"
#include "shop/house.hpp"

namespace autojet::rights {

struct Received {
    std::string recipient;  // by its name in the policy
    Instant first, last;
    std::vector<policy::Category> categories;
};

struct Copy {
    std::vector<HeldRecord> records;
    std::vector<privacy::Consultation> consultations;
    std::vector<Received> received;  // who really got something
    Instant made;
};

// Opens everything of these persons for the actor of the visit; who of the staff consulted it is not part of it
// (GDPR 15(4)).
Copy copy_of(const House& house, const std::vector<Holder>& holders, http::Request& request,
             const std::vector<PersonId>& persons);

void show_copy(http::Dict& values, const House& house, ShopId shop, const Copy& copy, Language language);
std::string copy_as_json(const House& house, ShopId shop, const Copy& copy, Language language);

// What they provided, in the order of their records (policy R6).
std::vector<Provided> export_of(const House& house, const std::vector<Holder>& holders, http::Request& request,
                                const std::vector<PersonId>& persons);

// The recipients who really got something of these persons.
std::vector<Received> received_of(store::Tx& tx, const std::vector<PersonId>& persons);

}  // namespace autojet::rights
