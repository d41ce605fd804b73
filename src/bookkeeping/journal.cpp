#include "bookkeeping/journal.hpp"

#include <algorithm>

#include "bookkeeping/journal_parts.hpp"
#include "policy/tables.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view insert_line =
    "INSERT INTO journal_line (shop, entry, line, account, debit, credit, vat, document) VALUES ($1, $2, $3, $4, $5, "
    "$6, $7, $8)";
constexpr std::string_view insert_entry =
    "INSERT INTO journal_entry (shop, entry, year, day, kind, document, memo, posted) VALUES ($1, $2, $3, $4, $5, $6, "
    "$7, $8)";
constexpr std::string_view select_later_closing = "SELECT 1 FROM journal_closing WHERE shop = $1 AND year >= $2";
constexpr std::string_view select_later_count = "SELECT 1 FROM journal_till WHERE shop = $1 AND day >= $2";
constexpr std::string_view select_later_return =
    "SELECT 1 FROM journal_entry WHERE shop = $1 AND kind = 'vat_return' AND memo >= $2";
constexpr std::string_view select_booked =
    "SELECT 1 FROM journal_entry WHERE shop = $1 AND document = $2 AND kind IN ('invoice', 'credit_note')";
constexpr std::string_view select_lines =
    "SELECT " LINE_COLUMNS
    " FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = e.entry WHERE e.shop = $1 AND e.year = "
    "$2 AND e.day BETWEEN $3 AND $4 ORDER BY e.day, e.entry, l.line";
constexpr std::string_view select_lines_of =
    "SELECT " LINE_COLUMNS
    " FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = e.entry WHERE e.shop = $1 AND e.year = "
    "$2 AND e.day BETWEEN $3 AND $4 AND e.kind IN ($5, $6) ORDER BY e.day, e.entry, l.line";
constexpr std::string_view select_entry = "SELECT " LINE_COLUMNS
                                          " FROM journal_entry e JOIN journal_line l ON l.shop = e.shop AND l.entry = "
                                          "e.entry WHERE e.shop = $1 AND e.entry = "
                                          "$2 ORDER BY l.line";
constexpr std::string_view select_about =
    "SELECT entry FROM journal_entry WHERE shop = $1 AND document = $2 ORDER BY entry";
constexpr std::string_view select_lines_about =
    "SELECT " LINE_COLUMNS
    " FROM journal_line l JOIN journal_entry e ON e.shop = l.shop AND e.entry = l.entry WHERE l.shop = $1 AND "
    "l.account "
    "= $2 AND l.document = $3 AND e.kind NOT IN ('result', 'closing', 'opening') ORDER BY e.entry, l.line";
constexpr std::string_view select_years = "SELECT DISTINCT year FROM journal_entry WHERE shop = $1 ORDER BY year DESC";
constexpr std::string_view select_last_closed =
    "SELECT COALESCE(MAX(year), 0) FROM journal_closing WHERE shop = $1 AND year < $2";

constexpr std::chrono::days a_day{1};  // it may be tomorrow already where the shop is

template <class Code, class Find>
Code known(Find find, const std::string& text) {
    const auto found = find(text);
    if (!found) throw Broken{"the journal has a code that nobody knows"};
    return *found;
}

bool has_cash(const Entry& entry) {
    return std::ranges::find(entry.lines, account::till, &Line::account) != entry.lines.end();
}
bool has_vat(const Entry& entry) {
    return std::ranges::any_of(entry.lines, [](const Line& line) { return line.vat.has_value(); });
}

Result<void> check_day(store::Tx& tx, const Entry& entry) {
    if (midnight(entry.day) > tx.now() + a_day)
        return refuse(ErrorCode::invalid, "in_the_future", "This day has not come yet.", "day");
    if (policy::ends(hold(), midnight(entry.day)) <= tx.now())
        return refuse(ErrorCode::invalid, "hold_is_over",
                      "The time to keep the books of this year is over: nothing of it is stored any more.", "day");
    if (tx.has(select_later_closing, year_of(entry.day)))
        return refuse(ErrorCode::conflict, "year_closed", "The books of this year are closed.", "day");
    if (has_cash(entry) && tx.has(select_later_count, midnight(entry.day)))
        return refuse(ErrorCode::conflict, "day_closed", "The till of this day is closed.", "day");
    const auto quarter = std::to_string(year_of(entry.day)) + "-" + std::to_string(quarter_of(entry.day));
    if (has_vat(entry) && tx.has(select_later_return, quarter))
        return refuse(ErrorCode::conflict, "quarter_settled", "The VAT return of this quarter is booked already.",
                      "day");
    return {};
}

}  // namespace

Period year_period(int year) {
    const std::chrono::year of{year};
    return {of / std::chrono::January / 1, of / std::chrono::December / 31};
}

Period quarter_period(int year, int quarter) {
    if (quarter < 1 || quarter > 4) throw Broken{"a year has four quarters"};
    const auto last = std::chrono::month{static_cast<unsigned>(quarter * 3)};
    return {std::chrono::year{year} / (last - std::chrono::months{2}) / 1,
            CivilDate{std::chrono::year{year} / last / std::chrono::last}};
}

int quarter_of(CivilDate day) {
    return (static_cast<int>(static_cast<unsigned>(day.month())) + 2) / 3;
}

Result<EntryId> post(store::Tx& tx, const Entry& entry) {
    if (entry.kind == EntryKind::result || entry.kind == EntryKind::closing || entry.kind == EntryKind::opening)
        return refuse(ErrorCode::invalid, "only_at_closing", "This entry is made when the year is closed.", "kind");
    if (auto checked = check(entry); !checked) return tl::unexpected{checked.error()};
    if (auto checked = check_day(tx, entry); !checked) return tl::unexpected{checked.error()};
    const bool is_document = entry.kind == EntryKind::invoice || entry.kind == EntryKind::credit_note;
    if (is_document && !entry.document)
        return refuse(ErrorCode::invalid, "document_required",
                      "What is owed belongs to a document: fill in its number.", "document");
    if (is_document && tx.has(select_booked, entry.document->text()))
        return refuse(ErrorCode::conflict, "already_booked", "This document is in the books already.", "document");
    return write(tx, entry);
}

PostedLine line_from(const store::Row& row) {
    PostedLine posted;
    posted.entry = EntryId{row.integer(0)};
    posted.kind = known<EntryKind>(find_entry_kind, row.text(1));
    posted.day = day_of(row, 2);
    posted.document = document_of(row, 3);
    posted.memo = row.text(4);
    posted.number = static_cast<int>(row.integer(5));
    posted.line.account = static_cast<int>(row.integer(6));
    posted.line.debit = Money::of_cents(row.integer(7));
    posted.line.credit = Money::of_cents(row.integer(8));
    if (const auto vat = row.find_text(9)) posted.line.vat = known<VatCode>(find_vat_code, *vat);
    posted.line.document = document_of(row, 10);
    return posted;
}

EntryId write(store::Tx& tx, const Entry& entry) {
    const auto id = tx.new_id<Entry>();
    const auto number_of = [](const std::optional<InvoiceNumber>& document) {
        return document ? std::optional<std::string_view>{document->text()} : std::nullopt;
    };
    int number = 0;
    for (const auto& line : entry.lines)
        tx.run(insert_line, id, ++number, line.account, line.debit.cents(), line.credit.cents(),
               line.vat ? std::optional{code(*line.vat)} : std::nullopt, number_of(line.document));
    tx.run(insert_entry, id, year_of(entry.day), midnight(entry.day), code(entry.kind), number_of(entry.document),
           entry.memo, tx.now());
    return id;
}

void each_line(store::Tx& tx, const Period& period, const LineVisitor& visit) {
    if (period.from.year() != period.until.year()) throw Broken{"the journal is read by the year"};
    tx.each(
        select_lines, [&](const store::Row& row) { visit(line_from(row)); }, year_of(period.from),
        midnight(period.from), midnight(period.until));
}

void each_line_of(store::Tx& tx, const Period& period, const std::array<EntryKind, 2>& kinds,
                  const LineVisitor& visit) {
    tx.each(
        select_lines_of, [&](const store::Row& row) { visit(line_from(row)); }, year_of(period.from),
        midnight(period.from), midnight(period.until), code(kinds[0]), code(kinds[1]));
}

std::optional<Entry> find_entry(store::Tx& tx, EntryId id) {
    std::optional<Entry> entry;
    tx.each(
        select_entry,
        [&](const store::Row& row) {
            auto posted = line_from(row);
            if (!entry) entry = Entry{posted.kind, posted.day, posted.document, posted.memo, {}};
            entry->lines.push_back(std::move(posted.line));
        },
        id);
    return entry;
}

std::vector<EntryId> entries_about(store::Tx& tx, const InvoiceNumber& document) {
    return tx.all(
        select_about, [](const store::Row& row) { return EntryId{row.integer(0)}; }, document.text());
}

std::vector<PostedLine> lines_about(store::Tx& tx, int account, const InvoiceNumber& document) {
    return tx.all(select_lines_about, line_from, account, document.text());
}

std::vector<int> years(store::Tx& tx) {
    return tx.all(select_years, [](const store::Row& row) { return static_cast<int>(row.integer(0)); });
}

Instant midnight(CivilDate day) {
    return Instant{std::chrono::sys_days{day}};
}

CivilDate day_of(const store::Row& row, int column) {
    return std::chrono::floor<std::chrono::days>(row.instant(column));
}

std::optional<InvoiceNumber> document_of(const store::Row& row, int column) {
    const auto text = row.find_text(column);
    return text ? std::optional{InvoiceNumber::parse(*text).value()} : std::nullopt;
}

policy::Period hold() {
    return policy::period_of(policy::RetentionClass::accounts).value();
}

int last_closed_before(store::Tx& tx, int year) {
    return tx
        .find(
            select_last_closed, [](const store::Row& row) { return static_cast<int>(row.integer(0)); }, year)
        .value();
}

}  // namespace autojet::bookkeeping
