// A transaction, seen from inside: a plain, synchronous function `Result<T> f(Tx&)` without I/O of its own.
// Where and when it runs, the Database decides.
#pragma once

#include <array>
#include <concepts>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/connection.hpp"

namespace autojet::store {

// What other parts of the program are told after a commit.
// `erasure`: what was deleted may not lie in the write-ahead log for long.
enum class Topic { calendar, messages, catalogue, policy, erasure };

namespace detail {
inline Value value_of(std::nullopt_t) {
    return std::monostate{};
}
inline Value value_of(std::integral auto number) {
    return static_cast<std::int64_t>(number);
}
inline Value value_of(std::string_view text) {
    return text;
}
inline Value value_of(BytesView bytes) {
    return bytes;
}
inline Value value_of(const Bytes& bytes) {
    return BytesView{bytes};
}
inline Value value_of(Instant instant) {
    return static_cast<std::int64_t>(instant.time_since_epoch().count());
}
template <class Tag>
Value value_of(Id<Tag> id) {
    return id.value();
}
template <class T>
Value value_of(const std::optional<T>& maybe) {
    return maybe ? value_of(*maybe) : Value{std::monostate{}};
}
}  // namespace detail

class Tx {
public:
    Tx(Connection& connection, IdSource& ids, ShopId shop, Instant now)
        : connection_(connection), ids_(ids), shop_(shop), now_(now) {}
    Tx(const Tx&) = delete;
    Tx& operator=(const Tx&) = delete;

    [[nodiscard]] ShopId shop() const { return shop_; }
    [[nodiscard]] Instant now() const { return now_; }

    // The same transaction at another moment, for data sets of another day.
    [[nodiscard]] Tx at(Instant now) { return Tx(*this, now); }

    template <class Tag>
    [[nodiscard]] Id<Tag> new_id() {
        return Id<Tag>{ids_.next(now_)};
    }

    // In every statement $1 is the shop of this transaction, put there by Tx itself, so that no statement can
    // forget it; `args` are $2, $3 ... A statement without $1 throws Broken.

    // Answers how many rows were changed.
    template <class... Args>
    std::int64_t run(std::string_view sql, const Args&... args) {
        return connection_.run(sql, values(args...), {});
    }

    // Calls visit(row) for each row.
    template <class F, class... Args>
    void each(std::string_view sql, F&& visit, const Args&... args) {
        connection_.run(sql, values(args...), visit);
    }

    // Every row, mapped by `map(row)`.
    template <class F, class... Args>
    auto all(std::string_view sql, F&& map, const Args&... args) {
        std::vector<std::invoke_result_t<F&, const Row&>> answer;
        each(
            sql, [&](const Row& row) { answer.push_back(map(row)); }, args...);
        return answer;
    }

    // The first row, mapped, or nothing.
    template <class F, class... Args>
    auto find(std::string_view sql, F&& map, const Args&... args) {
        std::optional<std::invoke_result_t<F&, const Row&>> answer;
        each(
            sql,
            [&](const Row& row) {
                if (!answer) answer.emplace(map(row));
            },
            args...);
        return answer;
    }

    // Whether there is such a row.
    template <class... Args>
    bool has(std::string_view sql, const Args&... args) {
        bool found = false;
        each(
            sql, [&](const Row&) { found = true; }, args...);
        return found;
    }

    // Tells listeners after the commit that something of this kind changed in this shop.
    void announce(Topic topic) { topics_->insert(topic); }
    [[nodiscard]] const std::set<Topic>& topics() const { return *topics_; }

private:
    Tx(const Tx& outer, Instant now)
        : connection_(outer.connection_), ids_(outer.ids_), shop_(outer.shop_), now_(now), topics_(outer.topics_) {}

    template <class... Args>
    std::array<Value, sizeof...(Args) + 1> values(const Args&... args) const {
        return {Value{shop_.value()}, detail::value_of(args)...};
    }

    Connection& connection_;
    IdSource& ids_;
    ShopId shop_;
    Instant now_;
    std::set<Topic> own_topics_;
    std::set<Topic>* topics_ = &own_topics_;
};

}  // namespace autojet::store
