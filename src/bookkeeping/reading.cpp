#include "bookkeeping/reading.hpp"

#include "bookkeeping/journal_parts.hpp"

namespace autojet::bookkeeping {

namespace {

// From the entries to their lines: a cross join keeps that order.
#define LINES_OF_ENTRIES \
    " FROM journal_entry e CROSS JOIN journal_line l WHERE l.shop = e.shop AND l.entry = e.entry AND "
#define OF_THE_YEAR " e.year = $2 AND e.day BETWEEN $3 AND $4 "
#define WITHOUT_CLOSING " e.kind NOT IN ('result', 'closing', 'opening') "

// $5 is a kind, or empty for all.
constexpr std::string_view select_entries =
    "SELECT e.entry FROM journal_entry e WHERE e.shop = $1 AND" OF_THE_YEAR
    "AND ($5 = '' OR e.kind = $5) ORDER BY e.day DESC, e.entry DESC LIMIT $6 OFFSET $7";
constexpr std::string_view count_all =
    "SELECT COUNT(*) FROM journal_entry e WHERE e.shop = $1 AND" OF_THE_YEAR "AND ($5 = '' OR e.kind = $5)";
constexpr std::string_view select_card =
    "SELECT " LINE_COLUMNS "" LINES_OF_ENTRIES "e.shop = $1 AND" OF_THE_YEAR "AND l.account = $5 AND" WITHOUT_CLOSING
    "ORDER BY e.day, e.entry, l.line LIMIT $6 OFFSET $7";
constexpr std::string_view select_sums =
    "SELECT COUNT(*), COALESCE(SUM(l.debit), 0), COALESCE(SUM(l.credit), 0)" LINES_OF_ENTRIES
    "e.shop = $1 AND" OF_THE_YEAR "AND l.account = $5 AND" WITHOUT_CLOSING;
constexpr std::string_view select_before =
    "SELECT COALESCE(SUM(amount), 0) FROM (SELECT l.debit - l.credit AS amount" LINES_OF_ENTRIES
    "e.shop = $1 AND" OF_THE_YEAR "AND l.account = $5 AND" WITHOUT_CLOSING
    "ORDER BY e.day, e.entry, l.line LIMIT $6) AS first_lines";

int one_year(const Period& period) {
    if (period.from.year() != period.until.year()) throw Broken{"the journal is read by the year"};
    return year_of(period.from);
}

std::string_view code_or_all(std::optional<EntryKind> kind) {
    return kind ? code(*kind) : std::string_view{};
}

}  // namespace

std::vector<PostedEntry> entries_in(store::Tx& tx, const Period& period, std::optional<EntryKind> kind,
                                    const Page& page) {
    const auto ids = tx.all(
        select_entries, [](const store::Row& row) { return EntryId{row.integer(0)}; }, one_year(period),
        midnight(period.from), midnight(period.until), code_or_all(kind), page.most, page.first);
    std::vector<PostedEntry> entries;
    for (const auto id : ids) entries.push_back({id, find_entry(tx, id).value()});
    return entries;
}

std::int64_t count_entries(store::Tx& tx, const Period& period, std::optional<EntryKind> kind) {
    return tx
        .find(
            count_all, [](const store::Row& row) { return row.integer(0); }, one_year(period), midnight(period.from),
            midnight(period.until), code_or_all(kind))
        .value();
}

std::vector<PostedLine> lines_of(store::Tx& tx, int account, const Period& period, const Page& page) {
    return tx.all(select_card, line_from, one_year(period), midnight(period.from), midnight(period.until), account,
                  page.most, page.first);
}

CardSums sums_of(store::Tx& tx, int account, const Period& period) {
    return tx
        .find(
            select_sums,
            [](const store::Row& row) {
                return CardSums{row.integer(0), Money::of_cents(row.integer(1)), Money::of_cents(row.integer(2))};
            },
            one_year(period), midnight(period.from), midnight(period.until), account)
        .value();
}

Money amount_before(store::Tx& tx, int account, const Period& period, const Page& page) {
    const auto cents = tx.find(
        select_before, [](const store::Row& row) { return row.integer(0); }, one_year(period), midnight(period.from),
        midnight(period.until), account, page.first);
    return Money::of_cents(cents.value());
}

}  // namespace autojet::bookkeeping
