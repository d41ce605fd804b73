// What stays out of a backup. Digests under the shop's keys outlive the person: in an old backup they would tell
// whoever has the keys that a number or a plate was known once (GDPR 17(1)). They are made anew after a restore.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/migrate.hpp"

namespace autojet::copies {

struct LeftOut {
    std::set<std::string> tables;                          // nothing of their rows
    std::set<std::pair<std::string, std::string>> values;  // table and column: NULL instead
};

// Follows the notes of the columns: each that is an `index` stays out, as a value where it may be NULL, and otherwise
// with its row when the table is one of digests, sessions or unfinished things. Throws Broken, naming the column, where
// neither is right: then it belongs to stay_in or a nullable column. `nullable` are the columns "table.column".
LeftOut left_out(const std::vector<store::ColumnNote>& notes, const std::set<std::string>& nullable);

}  // namespace autojet::copies
