// The people who work here: their accounts, how they sign in, and until when they stay signed in (policy T1).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/email_address.hpp"
#include "base/language.hpp"
#include "privacy/overdue.hpp"
#include "privacy/vault.hpp"
#include "shop/holder.hpp"
#include "shop/house.hpp"
#include "staff/roles.hpp"

namespace autojet::staff {

// Somebody who is signed in. An account is a person record of its own: keys and entries in the ledger go by its number.
struct Account {
    PersonId id;
    Role role{};
    Language language{};
};

inline constexpr std::size_t longest_name = 100;

// An account as it is asked for, checked.
struct NewAccount {
    std::string name;
    EmailAddress email;
    Role role{};
    Language language{};

    // Errors name the fields name, email, role.
    static Result<NewAccount> parse(std::string_view name, std::string_view email, std::string_view role,
                                    Language language);
};

// A one-time link is a path, "/desk/setup/TOKEN": it works once, for seven days, and only its digest is kept.

// Makes an account without a password and answers with its link. Refused with `email_taken`.
Result<std::string> add(store::Tx& tx, privacy::Vault& vault, const NewAccount& account);

// The link with which the first owner of a shop sets up everything, name and address included; nothing as soon as
// anybody can sign in. Each call voids the link of the one before.
std::optional<std::string> make_first_owner_link(store::Tx& tx, privacy::Vault& vault);

// Another link for somebody who forgot the password; the old password works until the link is used. Refused with
// `unknown_account`.
Result<std::string> renew_link(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email);

// The person leaves: signed out everywhere at once, and the address is free again. Refused with `unknown_account`, or
// with `last_owner` when nobody could sign in as owner after that.
Result<void> depart(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email);

// Whether this is somebody with an account, signed in or not.
bool has_account(store::Tx& tx, PersonId person);

// Lets everybody who works here sign in again after a restore, as Holder::index_again says.
std::optional<PersonId> index_again(store::Tx& tx, const House& house, PersonId after, int limit,
                                    policy::Openings& openings);

// Destroys the keys of those who left long enough ago and deletes their accounts (policy K1); answers how many.
std::int64_t forget_departed(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy);

// Accounts and sessions that should have gone.
std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy);

// What is kept about the people who work here (the staff notice gives them the same rights). Uses `house`.
Holder staff_holder(const House& house);

}  // namespace autojet::staff
