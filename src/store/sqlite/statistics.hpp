// What SQLite's planner is told about our tables.
#pragma once

#include "store/connection.hpp"

namespace autojet::store::sqlite {

// Every key begins with the shop, and a shop has many rows: the first column of an index tells nothing, the next ones
// do. Without this SQLite takes any index that begins with the shop for a good one. Written after migrating, before
// readers open.
void tell_planner(Connection& connection);

}  // namespace autojet::store::sqlite
