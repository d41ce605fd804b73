#include "store/sqlite/handle.hpp"

#include <type_traits>

#include "base/result.hpp"

namespace autojet::store::sqlite {

namespace {

constexpr int patience = 10'000;  // milliseconds

class StatementRow final : public Row {
public:
    explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}

    bool is_null(int column) const override { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
    std::int64_t integer(int column) const override {
        expect(column, SQLITE_INTEGER);
        return sqlite3_column_int64(statement_, column);
    }
    std::string text(int column) const override {
        expect(column, SQLITE_TEXT);
        const auto* start = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
        return {start, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
    }
    Bytes bytes(int column) const override {
        expect(column, SQLITE_BLOB);
        const auto* start = static_cast<const std::byte*>(sqlite3_column_blob(statement_, column));
        return {start, start + sqlite3_column_bytes(statement_, column)};
    }

private:
    void expect(int column, int type) const {
        if (sqlite3_column_type(statement_, column) != type)
            throw Broken("column " + std::to_string(column) + " has another type than the reader expects");
    }

    sqlite3_stmt* statement_;
};

void bind(sqlite3_stmt* statement, int place, const Value& value) {
    std::visit(
        [&](const auto& v) {
            using V = std::decay_t<decltype(v)>;
            if constexpr (std::is_same_v<V, std::monostate>) sqlite3_bind_null(statement, place);
            if constexpr (std::is_same_v<V, std::int64_t>) sqlite3_bind_int64(statement, place, v);
            if constexpr (std::is_same_v<V, std::string_view>)
                sqlite3_bind_text(statement, place, v.data() ? v.data() : "", static_cast<int>(v.size()),
                                  SQLITE_STATIC);
            if constexpr (std::is_same_v<V, BytesView>)
                v.empty() ? sqlite3_bind_zeroblob(statement, place, 0)
                          : sqlite3_bind_blob(statement, place, v.data(), static_cast<int>(v.size()), SQLITE_STATIC);
        },
        value);
}

}  // namespace

Handle::Handle(const std::string& path, Access access, Tuning tuning) {
    // Nobody asks SQLite how much memory it uses; counting it makes all connections wait for one lock.
    static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)uncounted;
    const int flags = access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    sqlite3* opened = nullptr;
    const int answer = sqlite3_open_v2(path.c_str(), &opened, flags | SQLITE_OPEN_NOMUTEX, nullptr);
    database_.reset(opened);
    if (answer != SQLITE_OK) fail("open");
    sqlite3_busy_timeout(opened, patience);
    if (access == Access::read_write)
        run_script(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA "
            "wal_autocheckpoint=4000;");
    run_script("PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-" +
               std::to_string(tuning.cache_kib) + ";");
}

std::int64_t Handle::run(std::string_view sql, std::span<const Value> values, const RowVisitor& visit) {
    Prepared& prepared = prepare(sql);
    sqlite3_stmt* statement = prepared.statement.get();
    struct Reset {
        sqlite3_stmt* statement;
        ~Reset() {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    } reset{statement};

    if (prepared.places.size() != values.size() + 1) throw Broken("a statement and its values differ in number");
    for (std::size_t n = 1; n <= values.size(); ++n) {
        if (prepared.places[n] == 0) throw Broken("a statement does not use one of its values (is the shop missing?)");
        bind(statement, prepared.places[n], values[n - 1]);
    }

    const StatementRow row{statement};
    int step = SQLITE_ROW;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW)
        if (visit) visit(row);
    if (step != SQLITE_DONE) fail("run a statement");
    return sqlite3_stmt_readonly(statement) ? 0 : sqlite3_changes64(database_.get());
}

void Handle::run_script(const std::string& script) {
    if (sqlite3_exec(database_.get(), script.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail("run a script");
}

// Waits briefly: whoever waits for this connection must not wait long for a slow reader.
bool Handle::empty_log() {
    sqlite3_busy_timeout(database_.get(), 20);
    int frames = 0, moved = 0;
    const int answer = sqlite3_wal_checkpoint_v2(database_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, &frames, &moved);
    sqlite3_busy_timeout(database_.get(), patience);
    if (answer != SQLITE_OK && answer != SQLITE_BUSY) fail("empty the log");
    return answer == SQLITE_OK;
}

Handle::Prepared& Handle::prepare(std::string_view sql) {
    if (const auto found = prepared_.find(sql.data()); found != prepared_.end()) return found->second;

    sqlite3_stmt* made = nullptr;
    if (sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &made,
                           nullptr) != SQLITE_OK)
        fail("prepare a statement");
    Prepared prepared{std::unique_ptr<sqlite3_stmt, CloseStatement>(made), {0}};

    // "$7" is the *name* of a parameter for SQLite; its index is the order of first use.
    for (int index = 1; index <= sqlite3_bind_parameter_count(made); ++index) {
        const char* name = sqlite3_bind_parameter_name(made, index);
        if (name == nullptr || name[0] != '$') throw Broken("placeholders are written $1, $2, ...");
        const auto number = static_cast<std::size_t>(std::stoul(name + 1));
        if (prepared.places.size() <= number) prepared.places.resize(number + 1, 0);
        prepared.places[number] = index;
    }
    return prepared_.emplace(sql.data(), std::move(prepared)).first->second;
}

// SQLite's message may quote a value that broke a constraint; only its code and the statement's kind are kept.
void Handle::fail(const char* doing) const {
    const int code = database_ ? sqlite3_extended_errcode(database_.get()) : SQLITE_CANTOPEN;
    std::string message =
        std::string("SQLite could not ") + doing + ": " + sqlite3_errstr(code) + " (" + std::to_string(code) + ")";
    if (database_ && code == SQLITE_ERROR) message += std::string(", ") + sqlite3_errmsg(database_.get());
    throw Broken(message);
}

}  // namespace autojet::store::sqlite
