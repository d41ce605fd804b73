// What the files of the journal share.
#pragma once

#include "bookkeeping/journal.hpp"
#include "policy/period.hpp"

// What line_from() reads, of an entry e and its line l.
#define LINE_COLUMNS \
    "e.entry, e.kind, e.day, e.document, e.memo, l.line, l.account, l.debit, l.credit, l.vat, l.document"

namespace autojet::bookkeeping {

PostedLine line_from(const store::Row& row);

Instant midnight(CivilDate day);
CivilDate day_of(const store::Row& row, int column);
std::optional<InvoiceNumber> document_of(const store::Row& row, int column);

// The law's, whatever a shop publishes.
policy::Period hold();

// Its lines and then the entry that closes them. Throws Broken where the database refuses.
EntryId write(store::Tx& tx, const Entry& entry);

// As each_line(), of two kinds alone.
void each_line_of(store::Tx& tx, const Period& period, const std::array<EntryKind, 2>& kinds, const LineVisitor& visit);

// The last financial year that was closed, before `year`; 0 when none was. What came before it sums to nothing.
int last_closed_before(store::Tx& tx, int year);

}  // namespace autojet::bookkeeping
