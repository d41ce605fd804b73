// Somebody's last working day: their account is closed when it is over (policy T1).
#pragma once

#include "shop/house.hpp"

namespace autojet::settings {

std::optional<CivilDate> planned_departure(store::Tx& tx, PersonId account);
// Nothing: they stay.
void plan_departure(store::Tx& tx, PersonId account, std::optional<CivilDate> last_day);

// Closes the account at once: signed out everywhere, nothing that signed in works any more. `by` is in the log; its
// address is opened for it. Refused with `unknown_account` or `last_owner`.
Result<void> close_account(store::Tx& tx, const House& house, PersonId account, const privacy::Actor& actor,
                           policy::Openings& openings);

// Those whose last day is over.
void close_departed(const House& house, ShopId shop);

}  // namespace autojet::settings
