// Vehicles that changed hands. A vehicle is told by its plate, and its history at the desk is that of one person: who
// has it now sees nothing of who had it before, and the other way round (policy D3, T1).
#pragma once

#include <optional>
#include <vector>

#include "shop/holder.hpp"
#include "shop/house.hpp"

namespace autojet::directory {

// The records of the same person, `record` included, that have its plate; newest first. Empty when it has none.
std::vector<PersonId> with_same_plate(store::Tx& tx, privacy::Vault& vault, PersonId record);

// When somebody else first booked with its plate after this person did so for the last time: the vehicle may have
// another owner. Answers no more than the moment.
std::optional<Instant> booked_by_another(store::Tx& tx, privacy::Vault& vault, PersonId record);

// Since when the vehicle of the record belongs to somebody else.
std::optional<Instant> left_since(store::Tx& tx, PersonId record);

// The vehicle has another owner from that day on. Records that were linked with this person although they have the
// plate and appointments from that day on alone, stand alone from now on: they are the other's. Refused with
// `not_found` when the record has no plate, `in_the_future`, or `restricted`.
Result<void> hand_over(store::Tx& tx, privacy::Vault& vault, PersonId record, Instant since);
// It was a mistake: the vehicle is this person's. Records that were taken apart stay so. Refused with `restricted`.
Result<void> take_back(store::Tx& tx, privacy::Vault& vault, PersonId record);

// What is kept of it, for rights.
[[nodiscard]] Holder vehicles_holder(const House& house);
// Those of records that have gone (policy K2).
void forget_vehicles_of_nobody(store::Tx& tx);

}  // namespace autojet::directory
