// What the journal adds up to: accounts, and what is open on each document.
#pragma once

#include <vector>

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

struct Balance {
    int account = 0;
    Money debit;
    Money credit;

    // Positive: more debit.
    [[nodiscard]] Money amount() const { return debit - credit; }
};

// What was booked on each account, without what closes and opens a year: profit and loss, and the turnover of an
// account. Within one financial year. By account.
std::vector<Balance> movements(store::Tx& tx, const Period& period);

// How each account stands at the end of a day, before its year is closed: the balance sheet. By account.
std::vector<Balance> standing(store::Tx& tx, CivilDate day);
Money standing_of(store::Tx& tx, int account, CivilDate day);

// What is owed on a document: an invoice, less what was credited and paid. Below nothing: the shop owes it.
Money open_amount(store::Tx& tx, const InvoiceNumber& document);

// How an account stands on one document: more debit is positive.
Money amount_on(store::Tx& tx, int account, const InvoiceNumber& document);

struct OpenItem {
    InvoiceNumber document;
    CivilDate since;  // the first day of it that the books have
    Money amount;
};

// At the end of a day, by document.
std::vector<OpenItem> open_items(store::Tx& tx, CivilDate day);

// Whether every entry balances and no line is without one. What the database has refused otherwise; looked at by
// itself.
bool is_balanced(store::Tx& tx);

}  // namespace autojet::bookkeeping
