#include "store/sqlite/statistics.hpp"

namespace autojet::store::sqlite {

namespace {

// sqlite_stat1 (SQLite file format 2.6.3): rows of the table, then for each column how many rows share a value up to
// there.
constexpr const char* assume_large_shops = R"(
ANALYZE sqlite_schema;
DELETE FROM sqlite_stat1;
INSERT INTO sqlite_stat1 (tbl, idx, stat)
  SELECT t.name, CASE WHEN i.origin = 'pk' AND t.sql LIKE '%WITHOUT ROWID%' THEN t.name ELSE i.name END,
    '1000000 ' || (SELECT group_concat(
        CASE WHEN i."unique" AND c.seqno = (SELECT MAX(seqno) FROM pragma_index_info(i.name)) THEN 1
             WHEN c.seqno = 0 THEN 1000000 ELSE MAX(1, 10 / c.seqno) END, ' ')
      FROM pragma_index_info(i.name) c)
  FROM sqlite_schema t, pragma_index_list(t.name) i WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%';
)";

}  // namespace

void tell_planner(Connection& connection) {
    connection.run_script(assume_large_shops);
}

}  // namespace autojet::store::sqlite
