// Rows of whatever tables a shop has, by what the migrations say of them.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "http/json.hpp"
#include "store/migrate.hpp"

namespace autojet::registers {

struct TableShape {
    std::string name;
    std::string retention;
    std::vector<store::ColumnNote> columns;
    std::vector<std::string> types;  // BIGINT, TEXT, BYTEA: of the same columns
};

class ShopRows {
public:
    ShopRows(const std::filesystem::path& database, const std::vector<store::ColumnNote>& notes, ShopId shop);

    [[nodiscard]] const std::vector<TableShape>& tables() const { return tables_; }
    [[nodiscard]] std::int64_t count(const TableShape& table);
    void each(const TableShape& table, const store::RowVisitor& visit);

    // Deletes the rows of all tables but `kept`, in one transaction. What the database holds back (books of years that
    // must be kept) goes too: the shop has been handed it, and keeps it by itself from then on.
    void delete_all_but(const std::vector<std::string>& kept);
    void delete_rows(const std::string& table);

private:
    // Answers with the statements that make them again.
    std::vector<std::string> take_triggers_away();
    const std::string& statement(std::string_view pattern, const std::string& table, const std::string& columns = "");

    ShopId shop_;
    std::map<std::pair<std::string_view, std::string>, std::string> statements_;  // outlive the connection
    std::unique_ptr<store::Connection> connection_;
    std::vector<TableShape> tables_;
};

}  // namespace autojet::registers
