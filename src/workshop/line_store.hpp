// The rows of lines.
#pragma once

#include "workshop/lines.hpp"

namespace autojet::workshop {

// A line without its words.
struct LineRow {
    LineId id;
    WorkOrderId order;
    PersonId person;
    LineAmounts amounts;
    std::optional<TaskId> task;
    Edition edition;
};

std::optional<LineRow> find_line_row(store::Tx& tx, LineId id);
void insert_line(store::Tx& tx, privacy::Vault& vault, const LineRow& line, const std::string& description);
void update_line(store::Tx& tx, privacy::Vault& vault, const LineRow& line, const std::string& description);
void delete_line(store::Tx& tx, LineId id);

}  // namespace autojet::workshop
