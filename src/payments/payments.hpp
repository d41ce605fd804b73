// Payments of issued invoices: what came in, what was paid back, and what was booked wrongly and taken back by an entry
// of its own. Nothing is ever changed or deleted: the journal is only added to (policy P3, K3).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "bookkeeping/journal.hpp"

namespace autojet::payments {

using bookkeeping::Direction;
using bookkeeping::EntryId;
using bookkeeping::InvoiceNumber;
using bookkeeping::Means;

struct BankLine;
using BankLineId = Id<BankLine>;

inline constexpr std::array all_means{Means::cash, Means::card, Means::bank};
std::string_view code(Means means);
std::string_view label(Means means);  // msgid
std::optional<Means> find_means(std::string_view code);

// Why a payment was taken back. A code and never words about somebody.
enum class Reason { wrong_amount, wrong_invoice, wrong_means, twice, returned, other };
inline constexpr std::array all_reasons{Reason::wrong_amount, Reason::wrong_invoice, Reason::wrong_means,
                                        Reason::twice,        Reason::returned,      Reason::other};
std::string_view code(Reason reason);
std::string_view label(Reason reason);  // msgid
std::optional<Reason> find_reason(std::string_view code);

// Who books, on which day of the shop it is, and the number of the form: sent twice, it is booked once.
struct By {
    PersonId account;
    CivilDate today;
    std::string form = {};
    std::optional<BankLineId> bank_line = {};
};

struct Taken {
    InvoiceNumber document;
    Money amount;  // as it was typed: more than nothing
    CivilDate day;
    Means means = Means::card;
};

// What was booked: how much is settled, and what changed hands. They differ by the rounding of cash alone.
struct Settled {
    EntryId entry;
    Direction direction{};
    Money settled;
    Money handed;
};

// Books a payment, or what the shop pays back where it owes (a credit note, too much received). Cash is rounded to five
// cents when it settles the whole; the difference is booked as one. Refused with `nothing_open`, `not_an_amount`,
// `overpaid` (more than is open), `not_in_coins` (part of it in cash), field "amount"; `in_the_future` and what post()
// refuses, field "day". The same form with the same contents answers with what it booked.
Result<Settled> take(store::Tx& tx, const Taken& taken, const By& by);

// Takes a payment back by its mirror, today. Refused with `not_found`, `not_a_payment`, `reversed_already`, and what
// post() refuses.
Result<EntryId> reverse(store::Tx& tx, EntryId entry, Reason reason, const By& by);

// Writes down that this room posted an entry. For entries that are not of one invoice.
Result<EntryId> post_entry(store::Tx& tx, const bookkeeping::Entry& entry, const By& by,
                           std::optional<EntryId> reverses = std::nullopt, std::optional<Reason> reason = std::nullopt);

// A line of what happened to an invoice.
struct Event {
    EntryId entry;
    bookkeeping::EntryKind kind{};
    CivilDate day;
    std::optional<InvoiceNumber> document;  // that the entry books: a credit note on the page of its invoice
    std::string memo;
    Money amount;  // on what is open: more above nothing, less below
    std::optional<EntryId> reverses;
    std::optional<Reason> reason;
    std::optional<BankLineId> bank_line;  // that it explains: taken back there
    bool is_reversed = false;

    [[nodiscard]] bool can_be_reversed() const;
};

std::vector<Event> events_of(store::Tx& tx, const InvoiceNumber& document);

// The entries that explain a line of the bank and were not taken back.
std::vector<EntryId> entries_of(store::Tx& tx, BankLineId line);

}  // namespace autojet::payments
