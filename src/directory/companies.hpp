// Businesses that bring their vehicles, and the people one speaks to there. A business may be one person, so what is
// kept of it is sealed under a record of its own (policy D6, K2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "customers/customers.hpp"
#include "policy/published.hpp"
#include "shop/holder.hpp"

namespace autojet::directory {

using privacy::Category;
using privacy::PersonalText;

inline constexpr std::size_t longest_line = 100;
inline constexpr int most_payment_days = 90;

// As a form brings it; empty is absent, but for the name.
struct CompanyFields {
    std::string name, street, postcode, city, kvk, vat, email, payment_days;
};

// Checked and closed.
struct CompanyDetails {
    PersonalText<Category::details> name;
    std::optional<PersonalText<Category::details>> street, postcode, city, kvk, vat;
    std::optional<PersonalText<Category::contact>> email;
    int payment_days = 0;  // 0: as the shop has it
    std::vector<PersonalText<Category::name>> words;
};

// Every error is added, with its field.
std::optional<CompanyDetails> check(const CompanyFields& fields, Errors& errors);

PersonId add_company(store::Tx& tx, privacy::Vault& vault, const CompanyDetails& details);
// Both refuse with `not_found` or `restricted`.
Result<void> change_company(store::Tx& tx, privacy::Vault& vault, PersonId company, const CompanyDetails& details);
Result<void> add_contact(store::Tx& tx, PersonId company, PersonId person);
void remove_contact(store::Tx& tx, PersonId company, PersonId person);
// Destroys its key, then the rows; the people stay.
void erase_company(store::Tx& tx, privacy::Vault& vault, PersonId company);

bool is_company(store::Tx& tx, PersonId record);
// Refused with `not_found`, or `shredded` when its key is gone.
Result<CompanyDetails> load_company(store::Tx& tx, privacy::Vault& vault, PersonId company);
// Those written last come first.
std::vector<PersonId> companies(store::Tx& tx, int limit);
std::vector<PersonId> contacts_of(store::Tx& tx, PersonId company);
std::vector<PersonId> companies_of(store::Tx& tx, PersonId person);

// Businesses that nobody came from any more and that were not written for as long as customers are kept; and contacts
// that have gone. At most `limit`; answers how many.
int forget_companies(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy, int limit);

// After a restore, as Holder::index_again says.
std::optional<PersonId> index_companies(store::Tx& tx, const House& house, PersonId after, int limit,
                                        policy::Openings& openings);

// What is kept of them, for rights.
[[nodiscard]] Holder companies_holder(const House& house);

}  // namespace autojet::directory
