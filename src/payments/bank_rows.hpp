// What the files about lines of the bank share.
#pragma once

#include "payments/bank.hpp"

namespace autojet::payments {

Instant midnight(CivilDate day);
CivilDate day_of(const store::Row& row, int column);

// The law's, whatever a shop publishes: a shorter period of its own would lift the hold.
policy::Period hold();

// Keys are by financial year, as those of the archive (accounts/documents.hpp).
std::string group_of(CivilDate day);
privacy::Place place_of(BankLineId line, const std::string& group);

// Seals what the bank told anew, under another person's key, without opening it.
void move_to(store::Tx& tx, privacy::Vault& vault, const BankLine& line, PersonId person);

// Whether a person is only the record that a line had of its own.
bool is_own_record(store::Tx& tx, PersonId person);

void set_explained(store::Tx& tx, BankLineId line, bool is_explained);

}  // namespace autojet::payments
