#include "bookkeeping/till.hpp"

#include "base/enum_names.hpp"
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

constexpr std::string_view select_count_before =
    "SELECT day, expected, counted, entry FROM journal_till WHERE shop = $1 AND day < $2 ORDER BY day DESC LIMIT 1";
constexpr std::string_view select_counts =
    "SELECT day, expected, counted, entry FROM journal_till WHERE shop = $1 AND year = $2 ORDER BY day DESC";
constexpr std::string_view select_years = "SELECT DISTINCT year FROM journal_till WHERE shop = $1 ORDER BY year DESC";
constexpr std::string_view select_first_open =
    "SELECT MIN(e.day) FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = e.entry WHERE e.shop "
    "= $1 AND e.year >= $2 AND e.day > $3 AND e.kind NOT IN ('closing', 'opening') AND l.account = $4";

constexpr std::chrono::days a_day{1};
constexpr std::string_view memo_of_difference = "difference";

constexpr EnumNames<5> reason_codes{"unknown", "wrong_change", "not_booked", "counted_before", "stolen"};
constexpr EnumNames<5> reason_labels{"Nobody knows", "Wrong change was given",
                                     "Cash came in or went out that was not booked", "It was counted wrong before",
                                     "Money was stolen"};

TillCount count_from(const store::Row& row) {
    const auto entry = row.find_integer(3);
    return {day_of(row, 0), Money::of_cents(row.integer(1)), Money::of_cents(row.integer(2)),
            entry ? std::optional{EntryId{*entry}} : std::nullopt};
}

}  // namespace

Result<TillCount> close_till(store::Tx& tx, CivilDate day, Money counted, TillReason reason) {
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
        Entry entry{.kind = EntryKind::till_count,
                    .day = day,
                    .document = {},
                    .memo = std::string(memo_of_difference) + '-' + std::string(code(reason)),
                    .lines = {}};
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

std::optional<TillCount> till_count_before(store::Tx& tx, CivilDate day) {
    return tx.find(select_count_before, count_from, midnight(day));
}

std::vector<TillCount> till_counts(store::Tx& tx, int year) {
    return tx.all(select_counts, count_from, year);
}

std::vector<int> years_of_till(store::Tx& tx) {
    return tx.all(select_years, [](const store::Row& row) { return static_cast<int>(row.integer(0)); });
}

std::optional<CivilDate> first_open_till_day(store::Tx& tx) {
    const auto last = last_till_count(tx);
    const auto after = last ? last->day : CivilDate{std::chrono::year{2000} / 1 / 1};
    std::optional<CivilDate> first;
    tx.each(
        select_first_open,
        [&](const store::Row& row) {
            if (row.find_integer(0)) first = day_of(row, 0);
        },
        year_of(after), midnight(after), account::till);
    return first;
}

std::optional<TillReason> reason_of(store::Tx& tx, const TillCount& count) {
    if (!count.entry) return std::nullopt;
    const auto entry = find_entry(tx, *count.entry);
    if (!entry || entry->memo.size() <= memo_of_difference.size()) return TillReason::unknown;
    return find_till_reason(entry->memo.substr(memo_of_difference.size() + 1));
}

std::string_view code(TillReason reason) {
    return name_in(reason_codes, reason);
}

std::string_view label(TillReason reason) {
    return name_in(reason_labels, reason);
}

std::optional<TillReason> find_till_reason(std::string_view code) {
    return value_in<TillReason>(reason_codes, code);
}

}  // namespace autojet::bookkeeping
