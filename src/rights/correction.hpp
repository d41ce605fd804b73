// Correction (policy R2, GDPR 16): a wrong value is put right wherever it stands in the records of a person, sealed and
// in the indexes; whoever received it is told (GDPR 19).
#pragma once

#include "customers/customers.hpp"
#include "privacy/actor.hpp"
#include "rights/request.hpp"
#include "shop/house.hpp"

namespace autojet::rights {

struct VehicleFields {
    std::string plate, country, vehicle;

    friend bool operator==(const VehicleFields&, const VehicleFields&) = default;
};

struct CorrectionFields {
    std::string name, email, phone;
    std::vector<VehicleFields> vehicles;
};

// The details of one record, opened for the person or for the desk.
struct OpenDetails {
    PersonId person;
    Language language{};
    std::string name, email, phone;
    VehicleFields vehicle;
};

// Those of the customers' records among these persons, oldest first.
std::vector<OpenDetails> read_details(store::Tx& tx, const House& house, const std::vector<PersonId>& persons,
                                      const privacy::Actor& actor, policy::Openings& openings);

// What the form is filled with: the newest name and addresses, and each vehicle once.
CorrectionFields shown_of(const std::vector<OpenDetails>& records);

struct Change {
    PersonId person;
    customers::Details details;
};
// What changes where: a record that has the value that was shown gets the one that was typed. Errors name the fields of
// the form: name, email, phone, plate_0, vehicle_0 ...
std::vector<Change> check_correction(const std::vector<OpenDetails>& records, const CorrectionFields& shown,
                                     const CorrectionFields& typed, Errors& errors);

// Does it, links the records (they are proven to be one person's), tells who received the data, and answers the
// request.
Result<Request> correct_for(store::Tx& tx, const House& house, const Request& request,
                            const std::vector<Change>& changes);

}  // namespace autojet::rights
