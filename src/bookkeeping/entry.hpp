// Entries of the journal as values, and what books an invoice or a payment. Nothing in them is about persons: a
// document is known by its number alone.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/money.hpp"
#include "base/time.hpp"
#include "bookkeeping/chart.hpp"
#include "bookkeeping/vat_code.hpp"
#include "invoicing/invoice.hpp"

namespace autojet::bookkeeping {

using invoicing::InvoiceNumber;

struct Entry;
using EntryId = Id<Entry>;

enum class EntryKind {
    invoice,
    credit_note,
    cash,
    card,
    bank,
    till_count,
    vat_return,
    memo,     // what the bookkeeper enters
    result,   // these three close a year: results to equity,
    closing,  // every balance to nothing,
    opening,  // and again on the first day of the next
};

inline constexpr std::array all_entry_kinds{EntryKind::invoice,    EntryKind::credit_note, EntryKind::cash,
                                            EntryKind::card,       EntryKind::bank,        EntryKind::till_count,
                                            EntryKind::vat_return, EntryKind::memo,        EntryKind::result,
                                            EntryKind::closing,    EntryKind::opening};

std::string_view code(EntryKind kind);
std::optional<EntryKind> find_entry_kind(std::string_view code);

// One side bears the amount, the other nothing.
struct Line {
    int account = 0;
    Money debit;
    Money credit;
    std::optional<VatCode> vat;             // where the VAT return counts it
    std::optional<InvoiceNumber> document;  // that it opens or settles

    friend bool operator==(const Line&, const Line&) = default;
};

struct Entry {
    EntryKind kind = EntryKind::memo;
    CivilDate day;
    std::optional<InvoiceNumber> document;
    std::string memo;  // a code of small letters, digits, - and _, at most thirty: never words about somebody
    std::vector<Line> lines;

    friend bool operator==(const Entry&, const Entry&) = default;
};

// What an invoice charges: work, or a deposit on work to come (from deposit.hpp of invoicing the final invoice takes it
// off).
enum class Charge { supply, deposit };

// Debtors against revenue and VAT per treatment; on the day of issue. A credit note mirrors it, and lowers what is open
// on the invoice that it corrects. A deposit is a liability until a final invoice takes it off; its VAT is due at once.
// What was prepaid is left out: payments have entries of their own. Without lines when everything is nothing.
Entry entry_of(const invoicing::Invoice& invoice, Charge charge = Charge::supply);

enum class Means { cash, card, bank };
enum class Direction { received, paid_back };

struct Payment {
    InvoiceNumber document;  // that it settles
    Money amount;            // more than nothing
    CivilDate day;
    Means means = Means::bank;
    Direction direction = Direction::received;
};

Entry entry_of_payment(const Payment& payment);

// From one account to another: cash to the bank, an unknown receipt (suspense to bank), what it turned out to be
// (debtors to suspense), a bad debt (debtors to bad debts).
struct Transfer {
    int from = 0;  // credit
    int to = 0;    // debit
    Money amount;
    CivilDate day;
    std::optional<InvoiceNumber> document;  // where debtors are concerned
    std::string memo;
};

Entry entry_of_transfer(const Transfer& transfer);

// What the bank receives for card payments, after the fee that was kept.
Entry entry_of_card_settlement(Money amount, Money fee, CivilDate day);

// Positive is a debit, negative a credit; nothing for nothing.
void add(std::vector<Line>& lines, int account, Money amount, std::optional<VatCode> vat = std::nullopt,
         const std::optional<InvoiceNumber>& document = std::nullopt);

Money total_debit(const Entry& entry);
int year_of(CivilDate day);

}  // namespace autojet::bookkeeping
