// The businesses that somebody comes from (directory/companies.hpp), for the form of an invoice: who chooses one types
// nothing of it again.
#pragma once

#include <string>
#include <vector>

#include "accounts/invoice_form.hpp"
#include "shop/house.hpp"

namespace autojet::accounts {

// Opened for the books (policy P3).
struct Business {
    PersonId record;
    std::string name, street, postcode, city, kvk_number, vat_number;
    int payment_days = 0;  // 0: as the shop has it
};

// Those of this person and of the records that are linked with it; without any that is restricted or erased.
std::vector<Business> businesses_of(store::Tx& tx, const House& house, PersonId person, const privacy::Actor& actor,
                                    policy::Openings& openings);
// One that is known, or none.
std::vector<Business> find_business(store::Tx& tx, const House& house, PersonId record, const privacy::Actor& actor,
                                    policy::Openings& openings);

// Where one of these was chosen, it is the buyer from here on, with its own days to pay. Refused with
// `unknown_business` (field "buyer.kind") when another was chosen.
Result<void> fill_in_business(TypedInvoice& typed, InvoiceSettings& settings, const std::vector<Business>& offered);

// KNOWN_BUSINESS {ID BUSINESS_NAME BUSINESS_DETAILS #CHOSEN} of the form.
void show_businesses(http::Dict& values, const TypedInvoice& typed, const std::vector<Business>& offered);

}  // namespace autojet::accounts
