// The rows of what is noted when a vehicle is taken in.
#pragma once

#include "workshop/intake.hpp"

namespace autojet::workshop {

// Of version 0 while there is none.
Edition edition_of_intake(store::Tx& tx, WorkOrderId order);
// What was seen of the vehicle is written, or, while its clause is shut, stays as it is.
enum class Seen { written, left };
void put_intake(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, const Noted& noted, Seen seen,
                const Edition& edition);

std::int64_t count_marks(store::Tx& tx, WorkOrderId order);
void insert_mark(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, MarkId id, const MarkContent& mark,
                 const Actor& actor);
void delete_mark(store::Tx& tx, WorkOrderId order, MarkId id);

void put_signature(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order, std::string png, const Actor& actor);
void delete_signature(store::Tx& tx, WorkOrderId order);

}  // namespace autojet::workshop
