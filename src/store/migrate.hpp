// Migrations: SQL scripts, each applied once, in the order given. Each table says its retention class and each column
// its category in a comment of its line:  name BYTEA,  -- [D1 sealed] the name as given
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "store/connection.hpp"

namespace autojet::store {

struct Migration {
    std::string_view name;  // "booking/001_appointments"
    std::string_view sql;
};

// How a column keeps what it keeps.
enum class Keeping { no_person, plain, sealed, index };

struct ColumnNote {
    std::string table;
    std::string retention;  // "customer"; "none" for what is not about persons
    std::string column;
    std::string category;  // "D1", "staff"; "none" for no person's data
    Keeping keeping = Keeping::no_person;
    std::string meaning;
};

// Applies what has not been applied, one transaction for each. Throws Broken when a migration that was applied has
// changed since.
void migrate(Connection& connection, std::span<const Migration> migrations, Instant now);

// What the migrations say about their columns. Throws Broken, naming the line, where a column says nothing.
std::vector<ColumnNote> column_notes(std::span<const Migration> migrations);

// Compares the notes with the live catalogue: a column that nobody classified, or a note without its column.
std::vector<std::string> unclassified_columns(Connection& connection, std::span<const ColumnNote> notes);

}  // namespace autojet::store
