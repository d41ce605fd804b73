// Reading in what somebody took along from another shop (policy R6, GDPR 20(1)): their details become a record like any
// other; appointments and messages of elsewhere stay with it as they were brought, and go with it.
#pragma once

#include "rights/portable.hpp"
#include "shop/house.hpp"

namespace autojet::rights {

// All of it, or nothing. Refused with the reasons of the fields, and the field named: "records[0].values.person.email".
// Answers how many people came.
Result<int> import_records(store::Tx& tx, privacy::Vault& vault, const std::vector<Provided>& records);

bool has_imports(store::Tx& tx, PersonId person);
std::vector<HeldRecord> describe_imports(store::Tx& tx, const House& house, PersonId person, const ForRights& warrant);
void erase_imports(store::Tx& tx, privacy::Vault& vault, PersonId person);

// Makes who wrote an imported message findable again after a restore, as Holder::index_again says.
std::optional<PersonId> index_imports_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                            policy::Openings& openings);

// Deletes what belongs to nobody any more, and what is older than the policy lets customers' data be (policy K2);
// answers of how many people.
std::int64_t forget_imports(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy);

}  // namespace autojet::rights
