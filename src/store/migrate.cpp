#include "store/migrate.hpp"

#include <algorithm>
#include <array>
#include <regex>
#include <set>
#include <sstream>

namespace autojet::store {

namespace {

constexpr std::string_view create_register =
    "CREATE TABLE IF NOT EXISTS migration (name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL, applied BIGINT NOT "
    "NULL)";
constexpr std::string_view select_applied = "SELECT text FROM migration WHERE name = $1";
constexpr std::string_view insert_applied = "INSERT INTO migration (name, text, applied) VALUES ($1, $2, $3)";
constexpr std::string_view begin = "BEGIN";
constexpr std::string_view commit = "COMMIT";
constexpr std::string_view select_columns =
    "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c "
    "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'migration' ORDER BY 1, 2";

// "/*clustered*/" asks that rows lie in the order of their key; SQLite's words for it are its own.
std::string in_dialect(std::string_view sql) {
    constexpr std::string_view mark = "/*clustered*/";
    std::string text(sql);
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
        text.replace(at, mark.size(), "WITHOUT ROWID");
    return text;
}

// Nothing when the words do not say it: "none" stands alone, every category says how it is kept.
std::optional<Keeping> keeping_of(const std::string& category, const std::string& word) {
    if (category == "none") return word.empty() ? std::optional{Keeping::no_person} : std::nullopt;
    if (word == "sealed") return Keeping::sealed;
    if (word == "plain") return Keeping::plain;
    if (word == "index") return Keeping::index;
    return std::nullopt;
}

// Reads the lines of one CREATE TABLE. A line that starts with a keyword in capitals is a constraint, not a column.
class NoteReader {
public:
    std::vector<ColumnNote> read(const Migration& migration) {
        std::istringstream lines{std::string(migration.sql)};
        for (std::string line; std::getline(lines, line);) read_line(migration, line);
        return std::move(notes_);
    }

private:
    void read_line(const Migration& migration, const std::string& line) {
        static const std::regex opening(R"(^CREATE TABLE (\w+) \(\s*-- class: (\w+))");
        static const std::regex added(
            R"(^ALTER TABLE (\w+) ADD COLUMN (\w+) .*-- \[(\w+) ?(\w*)\] class: (\w+); (.+)$)");
        static const std::regex column(R"(^\s+([a-z_]+) +[A-Z]+.*-- \[(\w+) ?(\w*)\] (.+)$)");
        static const std::regex any_column(R"(^\s+[a-z_]+ +[A-Z]+)");
        std::smatch found;
        if (std::regex_search(line, found, opening)) {
            table_ = found[1];
            retention_ = found[2];
        } else if (line.starts_with("CREATE TABLE")) {
            complain(migration, line);
        } else if (std::regex_search(line, found, added)) {
            add(migration, line, {found[1], found[5], found[2], found[3], {}, found[6]}, found[4]);
        } else if (line.starts_with(")")) {
            table_.clear();
        } else if (table_.empty()) {
            if (line.starts_with("ALTER TABLE")) complain(migration, line);
        } else if (std::regex_search(line, found, column)) {
            add(migration, line, {table_, retention_, found[1], found[2], {}, found[4]}, found[3]);
        } else if (std::regex_search(line, any_column)) {
            complain(migration, line);
        }
    }

    void add(const Migration& migration, const std::string& line, ColumnNote note, const std::string& word) {
        const auto keeping = keeping_of(note.category, word);
        if (!keeping) complain(migration, line);
        note.keeping = *keeping;
        notes_.push_back(std::move(note));
    }

    [[noreturn]] static void complain(const Migration& migration, const std::string& line) {
        throw Broken(std::string(migration.name) + ": this line does not say its class or category: " + line);
    }

    std::string table_;
    std::string retention_;
    std::vector<ColumnNote> notes_;
};

void apply(Connection& connection, const Migration& migration, Instant now) {
    std::optional<std::string> applied;
    const std::array<Value, 1> key{migration.name};
    connection.run(select_applied, key, [&](const Row& row) { applied = row.text(0); });
    if (applied && *applied != migration.sql)
        throw Broken("migration " + std::string(migration.name) + " has changed since it was applied");
    if (applied) return;

    connection.run(begin, {}, {});
    connection.run_script(in_dialect(migration.sql));
    const std::array<Value, 3> row{migration.name, migration.sql,
                                   static_cast<std::int64_t>(now.time_since_epoch().count())};
    connection.run(insert_applied, row, {});
    connection.run(commit, {}, {});
}

}  // namespace

void migrate(Connection& connection, std::span<const Migration> migrations, Instant now) {
    connection.run(create_register, {}, {});
    for (const auto& migration : migrations) apply(connection, migration, now);
}

std::vector<ColumnNote> column_notes(std::span<const Migration> migrations) {
    std::vector<ColumnNote> notes;
    for (const auto& migration : migrations) {
        auto more = NoteReader{}.read(migration);
        std::move(more.begin(), more.end(), std::back_inserter(notes));
    }
    return notes;
}

std::vector<std::string> unclassified_columns(Connection& connection, std::span<const ColumnNote> notes) {
    std::set<std::string> noted;
    for (const auto& note : notes) noted.insert(note.table + "." + note.column);
    std::set<std::string> live;
    connection.run(select_columns, {}, [&](const Row& row) { live.insert(row.text(0) + "." + row.text(1)); });

    std::vector<std::string> answer;
    std::ranges::set_symmetric_difference(live, noted, std::back_inserter(answer));
    return answer;
}

}  // namespace autojet::store
