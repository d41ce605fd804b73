// Deposits, as the books know them: invoiced before the work, a liability until a final invoice takes them off.
#pragma once

#include "bookkeeping/journal.hpp"

namespace autojet::bookkeeping {

// Whether this number is of an invoice over a deposit.
bool is_deposit(store::Tx& tx, const InvoiceNumber& document);

// What no final invoice has taken off of it and no credit note has taken back, without VAT; a few cents of rounding
// count as nothing.
Money deposit_left(store::Tx& tx, const InvoiceNumber& document);

// Whether what the entry takes off or back of deposits is still there. Refused with `deposit_taken`; field "deposits".
Result<void> check_deposits(store::Tx& tx, const Entry& entry);

}  // namespace autojet::bookkeeping
