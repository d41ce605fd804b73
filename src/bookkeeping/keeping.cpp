#include "bookkeeping/close_year.hpp"
#include "bookkeeping/journal_parts.hpp"
#include "policy/tables.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view select_lapsed_years =
    "SELECT year FROM journal_entry WHERE shop = $1 AND year <= $2 UNION SELECT year FROM journal_till WHERE shop = $1 "
    "AND year <= $2 UNION SELECT year FROM journal_closing WHERE shop = $1 AND year <= $2 ORDER BY year";
constexpr std::string_view insert_release =
    "INSERT INTO journal_release (shop, year, released) SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT 1 FROM "
    "journal_release WHERE shop = $1 AND year = $2)";
constexpr std::string_view delete_lines =
    "DELETE FROM journal_line WHERE shop = $1 AND entry IN (SELECT entry FROM journal_entry WHERE shop = $1 AND year = "
    "$2 ORDER BY entry LIMIT $3)";
constexpr std::string_view delete_entries =
    "DELETE FROM journal_entry WHERE shop = $1 AND entry IN (SELECT entry FROM journal_entry WHERE shop = $1 AND year "
    "= "
    "$2 ORDER BY entry LIMIT $3)";
constexpr std::string_view delete_counts = "DELETE FROM journal_till WHERE shop = $1 AND year = $2";
constexpr std::string_view delete_closing = "DELETE FROM journal_closing WHERE shop = $1 AND year = $2";
constexpr std::string_view count_kept_too_long =
    "SELECT COUNT(*), MIN(day) FROM (SELECT day FROM journal_entry WHERE shop = $1 AND day <= $2 UNION ALL SELECT day "
    "FROM journal_till WHERE shop = $1 AND day <= $2) kept";

int last_lapsed_year(Instant now) {
    return year_of(std::chrono::floor<std::chrono::days>(policy::last_over(hold(), now)));
}

}  // namespace

std::int64_t forget_lapsed(store::Tx& tx, int limit) {
    const auto lapsed = tx.all(
        select_lapsed_years, [](const store::Row& row) { return static_cast<int>(row.integer(0)); },
        last_lapsed_year(tx.now()));
    std::int64_t gone = 0;
    for (const auto year : lapsed) {
        if (gone >= limit) break;
        if (!find_closing(tx, year))
            if (auto closed = close_year(tx, year); !closed && closed.error().reason != "year_closed")
                throw Broken{"a year that lapses cannot be closed: " + closed.error().reason};
        tx.run(insert_release, year, tx.now());
        tx.run(delete_lines, year, limit - gone);
        gone += tx.run(delete_entries, year, limit - gone);
        if (gone >= limit) break;  // perhaps not all of them
        tx.run(delete_counts, year);
        tx.run(delete_closing, year);
    }
    return gone;
}

privacy::Overdue overdue(store::Tx& tx) {
    return privacy::count_overdue(tx, policy::RetentionClass::accounts, hold(), count_kept_too_long);
}

}  // namespace autojet::bookkeeping
