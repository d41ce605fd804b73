// A copy of a database file as of one moment, while others write: row by row, so that nothing that was deleted, and
// nothing of what stays out, is in the new file.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "store/migrate.hpp"

namespace autojet::copies {

// How many rows of each table the copy has.
using Counts = std::map<std::string, std::int64_t>;

// `target` is made; it is one file of mode 0600, durable when this answers. `notes` say what stays out (left_out.hpp).
Counts take_snapshot(const std::filesystem::path& source, const std::filesystem::path& target,
                     const std::vector<store::ColumnNote>& notes);

// How many rows each table has now.
Counts count_rows(store::Connection& connection);

}  // namespace autojet::copies
