#include "bookkeeping/till.hpp"

#include "bookkeeping/balances.hpp"
#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view insert_count =
    "INSERT INTO journal_till (shop, day, year, expected, counted, entry, closed) VALUES ($1, $2, $3, $4, $5, $6, $7)";
constexpr std::string_view select_count =
    "SELECT day, expected, counted, entry FROM journal_till WHERE shop = $1 AND day = $2";
constexpr std::string_view select_last_count =
    "SELECT day, expected, counted, entry FROM journal_till WHERE shop = $1 ORDER BY day DESC LIMIT 1";

constexpr std::chrono::days a_day{1};

TillCount count_from(const store::Row& row) {
    const auto entry = row.find_integer(3);
    return {day_of(row, 0), Money::of_cents(row.integer(1)), Money::of_cents(row.integer(2)),
            entry ? std::optional{EntryId{*entry}} : std::nullopt};
}

}  // namespace

Result<TillCount> close_till(store::Tx& tx, CivilDate day, Money counted) {
    if (counted < Money{})
        return refuse(ErrorCode::invalid, "negative_amount", "An amount cannot be below zero.", "counted");
    if (counted > most_money_of_a_line)
        return refuse(ErrorCode::invalid, "amount_too_large", "This amount is too large for the books.", "counted");
    if (!day.ok()) return refuse(ErrorCode::invalid, "not_a_date", "There is no such day in the calendar.", "day");
    if (midnight(day) > tx.now() + a_day)
        return refuse(ErrorCode::invalid, "in_the_future", "This day has not come yet.", "day");
    if (const auto last = last_till_count(tx); last && last->day >= day)
        return refuse(ErrorCode::conflict, "day_closed", "The till of this day is closed.", "day");
    TillCount count{.day = day, .expected = standing_of(tx, account::till, day), .counted = counted, .entry = {}};
    if (const auto difference = count.difference(); difference != Money{}) {
        Entry entry{.kind = EntryKind::till_count, .day = day, .document = {}, .memo = "difference", .lines = {}};
        add(entry.lines, account::till, difference);
        add(entry.lines, account::cash_differences, -difference);
        const auto posted = post(tx, entry);
        if (!posted) return tl::unexpected{posted.error()};
        count.entry = *posted;
    }
    tx.run(insert_count, midnight(day), year_of(day), count.expected.cents(), counted.cents(), count.entry, tx.now());
    return count;
}

std::optional<TillCount> find_till_count(store::Tx& tx, CivilDate day) {
    return tx.find(select_count, count_from, midnight(day));
}

std::optional<TillCount> last_till_count(store::Tx& tx) {
    return tx.find(select_last_count, count_from);
}

}  // namespace autojet::bookkeeping
