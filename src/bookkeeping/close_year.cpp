#include "bookkeeping/close_year.hpp"

#include "bookkeeping/balances.hpp"
#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view insert_closing =
    "INSERT INTO journal_closing (shop, year, result, closed) VALUES ($1, $2, $3, $4)";
constexpr std::string_view select_closing =
    "SELECT year, result, closed FROM journal_closing WHERE shop = $1 AND year = $2";
constexpr std::string_view select_closings =
    "SELECT year, result, closed FROM journal_closing WHERE shop = $1 ORDER BY year DESC";
constexpr std::string_view select_later_closing = "SELECT 1 FROM journal_closing WHERE shop = $1 AND year >= $2";
constexpr std::string_view select_earlier_open =
    "SELECT 1 FROM journal_entry WHERE shop = $1 AND year < $2 AND year > $3";
// What an account, or a document of it, has come to since the last closing.
constexpr std::string_view select_balances =
    "SELECT l.account, l.document, SUM(l.debit - l.credit) FROM journal_entry e JOIN journal_line l ON l.shop = e.shop "
    "AND l.entry = e.entry WHERE e.shop = $1 AND e.year > $3 AND e.year <= $2 GROUP BY l.account, l.document HAVING "
    "SUM(l.debit) <> SUM(l.credit) ORDER BY l.account, l.document";

YearClosing closing_from(const store::Row& row) {
    return {static_cast<int>(row.integer(0)), Money::of_cents(row.integer(1)), row.instant(2)};
}

struct Carried {
    int account = 0;
    std::optional<InvoiceNumber> document;
    Money amount;
};

std::vector<Carried> balances_of(store::Tx& tx, int year) {
    return tx.all(
        select_balances,
        [](const store::Row& row) {
            return Carried{static_cast<int>(row.integer(0)), document_of(row, 1), Money::of_cents(row.integer(2))};
        },
        year, last_closed_before(tx, year));
}

Entry entry_of(EntryKind kind, CivilDate day) {
    return {.kind = kind, .day = day, .document = {}, .memo = "", .lines = {}};
}

void write_if_any(store::Tx& tx, const Entry& entry) {
    if (entry.lines.empty()) return;
    if (auto checked = check(entry); !checked) throw Broken{"a year cannot be closed: " + checked.error().reason};
    write(tx, entry);
}

// Income less costs.
Money move_result(store::Tx& tx, int year) {
    auto entry = entry_of(EntryKind::result, year_period(year).until);
    Money result;
    for (const auto& carried : balances_of(tx, year)) {
        if (!is_of_result(load_account(carried.account).kind)) continue;
        add(entry.lines, carried.account, -carried.amount, std::nullopt, carried.document);
        result -= carried.amount;
    }
    add(entry.lines, account::results, -result);
    write_if_any(tx, entry);
    return result;
}

void carry(store::Tx& tx, int year) {
    auto closing = entry_of(EntryKind::closing, year_period(year).until);
    auto opening = entry_of(EntryKind::opening, year_period(year + 1).from);
    for (const auto& carried : balances_of(tx, year)) {
        add(closing.lines, carried.account, -carried.amount, std::nullopt, carried.document);
        add(opening.lines, carried.account, carried.amount, std::nullopt, carried.document);
    }
    write_if_any(tx, closing);
    write_if_any(tx, opening);
}

}  // namespace

Result<YearClosing> close_year(store::Tx& tx, int year) {
    if (midnight(year_period(year + 1).from) > tx.now())
        return refuse(ErrorCode::conflict, "year_not_over", "This year is not over yet.", "year");
    if (tx.has(select_later_closing, year))
        return refuse(ErrorCode::conflict, "year_closed", "The books of this year are closed.", "year");
    if (tx.has(select_earlier_open, year, last_closed_before(tx, year)))
        return refuse(ErrorCode::conflict, "earlier_year_open", "Close the year before it first.", "year");
    const YearClosing closing{.year = year, .result = move_result(tx, year), .closed = tx.now()};
    carry(tx, year);
    tx.run(insert_closing, year, closing.result.cents(), closing.closed);
    return closing;
}

std::optional<YearClosing> find_closing(store::Tx& tx, int year) {
    return tx.find(select_closing, closing_from, year);
}

std::vector<YearClosing> closings(store::Tx& tx) {
    return tx.all(select_closings, closing_from);
}

}  // namespace autojet::bookkeeping
