// One connection to a database, whatever its make. SQL is one text for all of them, with $1, $2 ... as placeholders.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace autojet::store {

using Bytes = std::vector<std::byte>;
using BytesView = std::span<const std::byte>;

inline std::string_view as_text(BytesView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A value for a placeholder. Text and bytes are borrowed until the statement has run.
using Value = std::variant<std::monostate, std::int64_t, std::string_view, BytesView>;

// One row of an answer, valid inside the visitor only. Columns count from 0. Reading a NULL through a
// getter that is not a find_ is a bug and throws Broken.
class Row {
public:
    virtual ~Row() = default;
    [[nodiscard]] virtual bool is_null(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual std::string text(int column) const = 0;
    [[nodiscard]] virtual Bytes bytes(int column) const = 0;

    // Moments are stored as seconds since 1970.
    [[nodiscard]] Instant instant(int column) const { return Instant{std::chrono::seconds{integer(column)}}; }

    [[nodiscard]] std::optional<Instant> find_instant(int column) const {
        return is_null(column) ? std::nullopt : std::optional{instant(column)};
    }
    [[nodiscard]] std::optional<std::int64_t> find_integer(int column) const {
        return is_null(column) ? std::nullopt : std::optional{integer(column)};
    }
    [[nodiscard]] std::optional<std::string> find_text(int column) const {
        return is_null(column) ? std::nullopt : std::optional{text(column)};
    }
    [[nodiscard]] std::optional<Bytes> find_bytes(int column) const {
        return is_null(column) ? std::nullopt : std::optional{bytes(column)};
    }
};

using RowVisitor = std::function<void(const Row&)>;

class Connection {
public:
    virtual ~Connection() = default;

    // Runs one statement; the visitor, if any, sees each row. Answers how many rows were changed.
    // `sql` must outlive the connection (a constant): prepared statements are kept by its address.
    // Throws Broken when the database refuses for any reason but the caller's ON CONFLICT clause.
    virtual std::int64_t run(std::string_view sql, std::span<const Value> values, const RowVisitor& visit) = 0;

    // Runs a script of several statements without placeholders (migrations).
    virtual void run_script(const std::string& script) = 0;
};

}  // namespace autojet::store
