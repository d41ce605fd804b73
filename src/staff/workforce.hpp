// Everybody who works here, for the owner who invites them, changes their role and sees them leave.
#pragma once

#include <vector>

#include "staff/staff.hpp"

namespace autojet::staff {

struct Member {
    PersonId account;
    Role role{};
    Instant since;
    std::optional<Instant> departed;
    bool can_sign_in = false;  // by password or by passkey
    bool link_waits = false;   // an invitation or a new link that has not been used and works
    bool second_factor = false;
};

// Those who work here first, oldest first; then those who left and are not forgotten yet.
std::vector<Member> members(store::Tx& tx);
std::optional<Member> find_member(store::Tx& tx, PersonId account);

// Who signs in with this address.
std::optional<PersonId> find_by_email(store::Tx& tx, privacy::Vault& vault, const EmailAddress& email);

// Whether the shop would have no owner who can sign in without this one.
bool is_last_owner(store::Tx& tx, PersonId account);

// What the role does not open is closed with the next click. Refused with `unknown_account`, or with `last_owner`.
Result<void> change_role(store::Tx& tx, PersonId account, Role role);

}  // namespace autojet::staff
