#include "bookkeeping/balances.hpp"

#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

#define ENTRIES_WITH_LINES " FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = e.entry "
// From the entries to their lines: a cross join keeps that order.
#define LINES_OF_ENTRIES \
    " FROM journal_entry e CROSS JOIN journal_line l WHERE l.shop = e.shop AND l.entry = e.entry AND "
// Since the last closing before that year, and before its own.
#define UNTIL_A_DAY "e.year >= $2 AND e.day <= $3 AND NOT (e.year = $4 AND e.kind IN ('result', 'closing')) "

constexpr std::string_view select_movements =
    "SELECT l.account, SUM(l.debit), SUM(l.credit)" LINES_OF_ENTRIES
    "e.shop = $1 AND e.year = $2 AND e.day BETWEEN $3 AND $4 AND e.kind NOT IN ('result', 'closing', 'opening') "
    "GROUP BY l.account ORDER BY l.account";
constexpr std::string_view select_standing =
    "SELECT l.account, SUM(l.debit), SUM(l.credit)" LINES_OF_ENTRIES "e.shop = $1 AND " UNTIL_A_DAY
    "GROUP BY l.account HAVING SUM(l.debit) <> SUM(l.credit) ORDER BY l.account";
constexpr std::string_view select_standing_of =
    "SELECT COALESCE(SUM(l.debit - l.credit), 0)" LINES_OF_ENTRIES "e.shop = $1 AND " UNTIL_A_DAY "AND l.account = $5";
constexpr std::string_view select_open = "SELECT COALESCE(SUM(l.debit - l.credit), 0)" ENTRIES_WITH_LINES
                                         "WHERE e.shop = $1 AND l.account = $2 AND l.document = $3 AND e.year >= $4";
constexpr std::string_view select_open_items =
    "SELECT l.document, MIN(e.day), SUM(l.debit - l.credit)" LINES_OF_ENTRIES "e.shop = $1 AND " UNTIL_A_DAY
    "AND l.account = $5 GROUP BY l.document HAVING SUM(l.debit) <> SUM(l.credit) ORDER BY l.document";
constexpr std::string_view select_since =
    "SELECT MIN(e.day)" ENTRIES_WITH_LINES "WHERE e.shop = $1 AND l.account = $2 AND l.document = $3";
constexpr std::string_view select_unsound =
    "SELECT 1 FROM journal_line l LEFT JOIN journal_entry e ON e.shop = l.shop AND e.entry = l.entry WHERE l.shop = $1 "
    "GROUP BY l.entry HAVING SUM(l.debit) <> SUM(l.credit) OR COUNT(l.line) < 2 OR COUNT(e.entry) = 0";
constexpr std::string_view select_bare =
    "SELECT 1 FROM journal_entry e WHERE e.shop = $1 AND NOT EXISTS (SELECT 1 FROM journal_line l WHERE l.shop = "
    "e.shop "
    "AND l.entry = e.entry)";

Balance balance_from(const store::Row& row) {
    return {static_cast<int>(row.integer(0)), Money::of_cents(row.integer(1)), Money::of_cents(row.integer(2))};
}

int first_year_for(store::Tx& tx, CivilDate day) {
    return last_closed_before(tx, year_of(day)) + 1;
}

}  // namespace

std::vector<Balance> movements(store::Tx& tx, const Period& period) {
    if (period.from.year() != period.until.year()) throw Broken{"the journal is read by the year"};
    return tx.all(select_movements, balance_from, year_of(period.from), midnight(period.from), midnight(period.until));
}

std::vector<Balance> standing(store::Tx& tx, CivilDate day) {
    return tx.all(select_standing, balance_from, first_year_for(tx, day), midnight(day), year_of(day));
}

Money standing_of(store::Tx& tx, int account, CivilDate day) {
    const auto cents = tx.find(
        select_standing_of, [](const store::Row& row) { return row.integer(0); }, first_year_for(tx, day),
        midnight(day), year_of(day), account);
    return Money::of_cents(cents.value());
}

Money open_amount(store::Tx& tx, const InvoiceNumber& document) {
    return amount_on(tx, account::debtors, document);
}

Money amount_on(store::Tx& tx, int account, const InvoiceNumber& document) {
    const auto cents = tx.find(
        select_open, [](const store::Row& row) { return row.integer(0); }, account, document.text(),
        last_closed_before(tx, year_of(std::chrono::floor<std::chrono::days>(tx.now()))) + 1);
    return Money::of_cents(cents.value());
}

std::vector<OpenItem> open_items(store::Tx& tx, CivilDate day) {
    auto items = tx.all(
        select_open_items,
        [](const store::Row& row) {
            return OpenItem{document_of(row, 0).value(), day_of(row, 1), Money::of_cents(row.integer(2))};
        },
        first_year_for(tx, day), midnight(day), year_of(day), account::debtors);
    for (auto& item : items)
        item.since = tx.find(
                           select_since, [](const store::Row& row) { return day_of(row, 0); }, account::debtors,
                           item.document.text())
                         .value();
    return items;
}

bool is_balanced(store::Tx& tx) {
    return !tx.has(select_unsound) && !tx.has(select_bare);
}

}  // namespace autojet::bookkeeping
