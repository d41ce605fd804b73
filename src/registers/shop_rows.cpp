#include "registers/shop_rows.hpp"

#include <algorithm>
#include <array>

#include "store/sqlite/database.hpp"

namespace autojet::registers {

namespace {

// TABLE and COLUMNS come from the migrations, never from outside.
constexpr std::string_view select_rows = "SELECT COLUMNS FROM TABLE WHERE shop = $1";
constexpr std::string_view count_rows = "SELECT COUNT(*) FROM TABLE WHERE shop = $1";
constexpr std::string_view delete_rows_of = "DELETE FROM TABLE WHERE shop = $1";
constexpr std::string_view select_type = "SELECT type FROM pragma_table_info($1) WHERE name = $2";
constexpr std::string_view select_made = "SELECT name, sql FROM sqlite_master WHERE type = $1 ORDER BY name";
constexpr std::string_view begin = "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys=ON";
constexpr std::string_view commit = "COMMIT";

std::string replaced(std::string text, std::string_view word, const std::string& by) {
    if (const auto at = text.find(word); at != std::string::npos) text.replace(at, word.size(), by);
    return text;
}

}  // namespace

ShopRows::ShopRows(const std::filesystem::path& database, const std::vector<store::ColumnNote>& notes, ShopId shop)
    : shop_(shop), connection_(store::sqlite::connect(database.string())) {
    for (const auto& note : notes) {
        auto found = std::ranges::find(tables_, note.table, &TableShape::name);
        if (found == tables_.end()) found = tables_.insert(tables_.end(), {note.table, note.retention, {}, {}});
        const std::array<store::Value, 2> names{note.table, note.column};
        connection_->run(select_type, names, [&](const store::Row& row) {
            found->columns.push_back(note);
            found->types.push_back(row.text(0));
        });
    }
}

const std::string& ShopRows::statement(std::string_view pattern, const std::string& table, const std::string& columns) {
    auto [made, fresh] = statements_.try_emplace({pattern, table});
    if (fresh) made->second = replaced(replaced(std::string(pattern), "COLUMNS", columns), "TABLE", table);
    return made->second;
}

std::int64_t ShopRows::count(const TableShape& table) {
    std::int64_t number = 0;
    const std::array<store::Value, 1> shop{shop_.value()};
    connection_->run(statement(count_rows, table.name), shop, [&](const store::Row& row) { number = row.integer(0); });
    return number;
}

void ShopRows::each(const TableShape& table, const store::RowVisitor& visit) {
    std::string columns;
    for (const auto& note : table.columns) columns.append(columns.empty() ? "" : ", ").append(note.column);
    const std::array<store::Value, 1> shop{shop_.value()};
    connection_->run(statement(select_rows, table.name, columns), shop, visit);
}

void ShopRows::delete_all_but(const std::vector<std::string>& kept) {
    connection_->run_script(std::string(begin));
    const auto triggers = take_triggers_away();
    for (const auto& table : tables_)
        if (std::ranges::find(kept, table.name) == kept.end()) delete_rows(table.name);
    for (const auto& trigger : triggers) connection_->run_script(trigger);
    connection_->run_script(std::string(commit));
    connection_->run_script("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::vector<std::string> ShopRows::take_triggers_away() {
    std::vector<std::string> names, making;
    const std::array<store::Value, 1> kind{std::string_view{"trigger"}};
    connection_->run(select_made, kind, [&](const store::Row& row) {
        names.push_back(row.text(0));
        making.push_back(row.text(1));
    });
    for (const auto& name : names) connection_->run_script("DROP TRIGGER " + name);
    return making;
}

void ShopRows::delete_rows(const std::string& table) {
    const std::array<store::Value, 1> shop{shop_.value()};
    connection_->run(statement(delete_rows_of, table), shop, {});
}

}  // namespace autojet::registers
