// Credit notes: an issued invoice is never changed, only corrected by a document that cites it.
#pragma once

#include <vector>

#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

// A credit note over the whole invoice: the same parties, lines and rounding, so that it mirrors the invoice to the
// cent. What was prepaid is left out: paying back is another matter. Throws Broken for what is itself a credit note.
InvoiceDraft credit_of(const Invoice& invoice, InvoiceNumber number, CivilDate issued_on);

// How much of each line the notes before have left, in thousandths of its unit.
std::vector<std::int64_t> left_of(const Invoice& invoice, const std::vector<Invoice>& credited_before);

// A credit note over parts: so many thousandths of each line with their share of the discounts; the last part of a line
// is what is left of it, to the cent, and the VAT of all notes together is rounded once: in whatever parts and order,
// they come to what was invoiced at each treatment. Without deposits: they were taken off, and stay so. Refused with
// `nothing_chosen` and with `above_invoice` ("quantity2": more than is left of that line).
Result<InvoiceDraft> credit_part_of(const Invoice& invoice, const std::vector<Invoice>& credited_before,
                                    const std::vector<std::int64_t>& thousandths, InvoiceNumber number,
                                    CivilDate issued_on);

// Whether the credit note fits its invoice, after what was credited before. Refused with `wrong_reference` (it cites
// another document; field "corrects"), and with `above_invoice` where at some VAT treatment more would be credited than
// was invoiced (field "lines"). Compared is what the customer was shown: with VAT where prices include it, else
// without.
Result<void> check_credit(const Invoice& invoice, const std::vector<Totals>& credited_before, const Invoice& credit);

}  // namespace autojet::invoicing
