// The journal: entries that balance, each written once, in order, and held for seven years (policy P3, K3; AWR 52). The
// database keeps it so by itself: migrations/001_journal.sql.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "bookkeeping/entry.hpp"
#include "privacy/overdue.hpp"
#include "store/tx.hpp"

namespace autojet::bookkeeping {

inline constexpr std::size_t most_lines_of_an_entry = 100'000;
inline constexpr Money most_money_of_a_line = Money::of_cents(999'999'999'999);

// Both days included.
struct Period {
    CivilDate from;
    CivilDate until;
};

Period year_period(int year);
// 1 to 4, of three months each. Throws Broken for another.
Period quarter_period(int year, int quarter);
int quarter_of(CivilDate day);

// What is wrong with an entry by itself. Refused with `not_a_date` (day), `not_a_code` (memo), `too_few_lines`,
// `too_many_lines`, and for a line ("lines[2]") with `unknown_account`, `not_an_amount` (nothing, less, or both sides),
// `amount_too_large`, `document_required` (debtors), `vat_not_here` (a code on an account that bears none, or on that
// of another code), `vat_code_missing` (VAT that no return would count); and the whole with `unbalanced`.
Result<void> check(const Entry& entry);

// Books an entry that check() finds sound. Refused with `only_at_closing` for the kinds that close a year,
// `in_the_future`, `hold_is_over`, `year_closed` (that year or a later one), `day_closed` (cash, on a day whose till
// was counted), `quarter_settled` (VAT, in a quarter whose return was booked) and `already_booked` (an invoice or
// credit note).
Result<EntryId> post(store::Tx& tx, const Entry& entry);

struct PostedLine {
    EntryId entry;
    EntryKind kind{};
    CivilDate day;
    std::optional<InvoiceNumber> document;
    std::string memo;
    int number = 0;  // from 1
    Line line;
};

using LineVisitor = std::function<void(const PostedLine&)>;

// By day, entry and line; one at a time. Within one financial year: throws Broken for a longer period.
void each_line(store::Tx& tx, const Period& period, const LineVisitor& visit);

std::optional<Entry> find_entry(store::Tx& tx, EntryId id);
std::vector<EntryId> entries_about(store::Tx& tx, const InvoiceNumber& document);  // in order
// What was booked on this account for a document, in order; without what closes and opens years.
std::vector<PostedLine> lines_about(store::Tx& tx, int account, const InvoiceNumber& document);
std::vector<int> years(store::Tx& tx);  // newest first

// The years whose hold has lapsed, the oldest first: closes what was left open, so that later years keep their
// balances, and deletes at most `limit` entries. Answers how many.
std::int64_t forget_lapsed(store::Tx& tx, int limit);

// Entries that should have gone (policy K3).
privacy::Overdue overdue(store::Tx& tx);

}  // namespace autojet::bookkeeping
