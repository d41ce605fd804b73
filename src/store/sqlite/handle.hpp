// RAII over SQLite's C interface. sqlite3.h stays inside this folder.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "store/connection.hpp"

namespace autojet::store::sqlite {

struct CloseDatabase {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct CloseStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

enum class Access { read_write, read_only };

struct Tuning {
    int cache_kib = 2048;  // page cache of this connection
};

// A connection in WAL mode with synchronous=FULL, secure_delete=ON and foreign keys on.
class Handle final : public Connection {
public:
    Handle(const std::string& path, Access access, Tuning tuning);

    std::int64_t run(std::string_view sql, std::span<const Value> values, const RowVisitor& visit) override;
    void run_script(const std::string& script) override;

    // Moves the write-ahead log into the file and leaves nothing in it; false when somebody's snapshot needs it.
    bool empty_log();

private:
    struct Prepared {
        std::unique_ptr<sqlite3_stmt, CloseStatement> statement;
        std::vector<int> places;  // $n (from 1) -> SQLite's own index, 0 where the text does not use it
    };
    Prepared& prepare(std::string_view sql);
    [[noreturn]] void fail(const char* doing) const;

    std::unique_ptr<sqlite3, CloseDatabase> database_;
    std::unordered_map<const char*, Prepared> prepared_;
};

}  // namespace autojet::store::sqlite
