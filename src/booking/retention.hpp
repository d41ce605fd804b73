// How long customers, their vehicles and their appointments are kept: policy K2, class `customer`.
#pragma once

#include "booking/booking.hpp"
#include "privacy/overdue.hpp"

namespace autojet::booking {

// When the record and everything that hangs on it goes: counted from the last appointment of all records linked with
// it, or from its making. Nothing while one of them is restricted: then it is kept (policy R5).
std::optional<Instant> kept_until(store::Tx& tx, const policy::Published& policy, PersonId person);

// The records of people whose last appointment, over all records linked with theirs, is longer ago than the policy
// allows, and who asked for no restriction; at most `limit`.
std::vector<PersonId> expired_persons(store::Tx& tx, const policy::Published& policy, int limit);

// Destroys their keys, then deletes their bookings, events, claims, messages that wait, and the records.
// What they agreed to ends.
void erase_with_bookings(store::Tx& tx, privacy::Vault& vault, PersonId person);

// Both, a few people in each transaction and at most a thousand in all, so that bookings are never kept waiting;
// answers how many. What is left goes with the next run.
std::int64_t forget_expired(const House& house, ShopId shop);

// Customers and unfinished requests that should have gone.
std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy);

}  // namespace autojet::booking
