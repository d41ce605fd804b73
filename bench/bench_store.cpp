// bench_store FILE SECONDS: what SQLite does alone, one durable transaction for each insert of a row like a booking's.
// Prints transactions per second.
#include <sqlite3.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

using Clock = std::chrono::steady_clock;

struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

constexpr const char* prepare_file =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    "CREATE TABLE booking (shop BIGINT NOT NULL, booking BIGINT NOT NULL, reference TEXT NOT NULL, person BIGINT NOT "
    "NULL, "
    "service TEXT NOT NULL, size TEXT NOT NULL, resource BIGINT NOT NULL, start_time BIGINT NOT NULL, end_time BIGINT "
    "NOT NULL, "
    "price_cents BIGINT NOT NULL, status TEXT NOT NULL, created BIGINT NOT NULL, message BYTEA, PRIMARY KEY (shop, "
    "booking)) "
    "WITHOUT ROWID;";
constexpr const char* insert =
    "INSERT INTO booking VALUES (1, ?1, 'A1B2C3D4', ?1, 'hand-wash', 'small', 7, ?1, ?1 + 2700, 3500, 'pending', ?1, "
    "?2)";

// As much as the sealed fields of one booking.
constexpr std::size_t sealed_bytes = 400;

void must(int code, sqlite3* database) {
    if (code != SQLITE_OK && code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database));
}

double inserts_per_second(const char* file, std::chrono::duration<double> length) {
    sqlite3* opened = nullptr;
    const int code = sqlite3_open(file, &opened);
    const std::unique_ptr<sqlite3, Close> database(opened);
    must(code, opened);
    must(sqlite3_exec(opened, prepare_file, nullptr, nullptr, nullptr), opened);
    sqlite3_stmt* prepared = nullptr;
    must(sqlite3_prepare_v2(opened, insert, -1, &prepared, nullptr), opened);
    const std::unique_ptr<sqlite3_stmt, Close> statement(prepared);

    const std::array<unsigned char, sealed_bytes> sealed{};
    std::int64_t count = 0;
    const auto begin = Clock::now();
    while (Clock::now() - begin < length) {
        sqlite3_bind_int64(prepared, 1, ++count);
        sqlite3_bind_blob(prepared, 2, sealed.data(), static_cast<int>(sealed.size()), SQLITE_STATIC);
        must(sqlite3_step(prepared), opened);
        must(sqlite3_reset(prepared), opened);
    }
    return static_cast<double>(count) / std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::fputs("bench_store FILE SECONDS\n", stderr);
        return 2;
    }
    try {
        std::printf("%.0f\n", inserts_per_second(arguments[1], std::chrono::duration<double>(std::atof(arguments[2]))));
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "bench_store: %s\n", error.what());
        return 1;
    }
}
