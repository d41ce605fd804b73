// Everything that the shop keeps about somebody, gathered from all slices and opened for one answer (policy R1).
#pragma once

#include <vector>

#include "privacy/actor.hpp"
#include "privacy/gate.hpp"
#include "shop/holder.hpp"

namespace autojet::rights {

// The records of these persons, by kind and age. A person opens their own, staff those of a request; what is opened is
// in `openings`.
std::vector<HeldRecord> gather(store::Tx& tx, privacy::Gate& gate, const std::vector<Holder>& holders,
                               const privacy::Actor& actor, const std::vector<PersonId>& persons,
                               policy::Openings& openings);

// "booking 3, customer 1": how many there are of each kind, without opening more than describing them takes.
std::string count_kinds(const std::vector<HeldRecord>& records);

}  // namespace autojet::rights
