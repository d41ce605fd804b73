#include "copies/snapshot.hpp"

#include <array>

#include "copies/files.hpp"
#include "copies/left_out.hpp"
#include "store/sqlite/database.hpp"

namespace autojet::copies {

namespace fs = std::filesystem;

namespace {

// The target is the main database; what it is copied from is attached as `live`.
constexpr std::string_view select_schema =
    "SELECT type, name, sql FROM live.sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' "
    "ORDER BY type = 'index', name";
constexpr std::string_view select_columns =
    "SELECT m.name, c.name, c.\"notnull\" OR c.pk > 0 FROM live.sqlite_master m, pragma_table_info(m.name, 'live') c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid";
constexpr std::string_view select_tables =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
constexpr std::string_view select_counts = "SELECT name, count FROM temp.counted";
const std::string write_one_file_quickly = "PRAGMA main.journal_mode=OFF; PRAGMA main.synchronous=OFF;";
// Tables are copied by name, whichever refers to which: what refers to nothing is seen at the end.
const std::string begin = "BEGIN; PRAGMA defer_foreign_keys=ON;";
const std::string commit = "COMMIT";
const std::string release = "DETACH live";

std::string quoted(const std::string& text, char quote) {
    std::string all(1, quote);
    for (const char c : text) all.append(c == quote ? 2 : 1, c);
    return all + quote;
}
std::string name(const std::string& text) {
    return quoted(text, '"');
}

struct Schema {
    std::vector<std::string> tables, indexes;  // as SQL
    std::map<std::string, std::vector<std::string>> columns;
    std::set<std::string> nullable;
};

Schema read_schema(store::Connection& connection) {
    Schema schema;
    connection.run(select_schema, {}, [&](const store::Row& row) {
        (row.text(0) == "table" ? schema.tables : schema.indexes).push_back(row.text(2));
    });
    connection.run(select_columns, {}, [&](const store::Row& row) {
        schema.columns[row.text(0)].push_back(row.text(1));
        if (row.integer(2) == 0) schema.nullable.insert(row.text(0) + "." + row.text(1));
    });
    return schema;
}

std::string copying(const std::string& table, const std::vector<std::string>& columns, const LeftOut& out) {
    std::string wanted;
    for (const auto& column : columns)
        wanted += (wanted.empty() ? "" : ", ") + (out.values.contains({table, column}) ? "NULL" : name(column));
    return "INSERT INTO main." + name(table) + " SELECT " + wanted + " FROM live." + name(table);
}

}  // namespace

Counts take_snapshot(const fs::path& source, const fs::path& target, const std::vector<store::ColumnNote>& notes) {
    write_private(target, "");
    Counts counts;
    {
        const auto connection = store::sqlite::connect(target.string());
        connection->run_script(write_one_file_quickly);
        connection->run_script("ATTACH DATABASE " + quoted(source.string(), '\'') + " AS live");
        connection->run_script(begin);
        const auto schema = read_schema(*connection);  // from here on it is one moment
        const auto out = left_out(notes, schema.nullable);
        for (const auto& table : schema.tables) connection->run_script(table);
        for (const auto& [table, columns] : schema.columns)
            if (!out.tables.contains(table)) connection->run_script(copying(table, columns, out));
        for (const auto& index : schema.indexes) connection->run_script(index);
        connection->run_script(commit);
        connection->run_script(release);
        counts = count_rows(*connection);
    }
    sync(target);
    return counts;
}

Counts count_rows(store::Connection& connection) {
    std::string counting = "CREATE TEMP TABLE counted (name TEXT, count BIGINT);";
    connection.run(select_tables, {}, [&](const store::Row& row) {
        const auto table = row.text(0);
        counting.append("INSERT INTO temp.counted SELECT ").append(quoted(table, '\''));
        counting.append(", count(*) FROM main.").append(name(table)).append(";");
    });
    connection.run_script(counting);
    Counts counts;
    connection.run(select_counts, {}, [&](const store::Row& row) { counts[row.text(0)] = row.integer(1); });
    connection.run_script("DROP TABLE temp.counted");
    return counts;
}

}  // namespace autojet::copies
