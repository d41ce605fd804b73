// Invoices and credit notes: drawn up as values (invoicing/), numbered without gaps by the transaction that issues
// them, and put in the archive as one unchanging document (Wet OB 35 and 35a, AWR 52; policy P3, K3).
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "accounts/documents.hpp"
#include "booking/booking.hpp"
#include "bookkeeping/entry.hpp"
#include "invoicing/credit.hpp"
#include "invoicing/invoice.hpp"
#include "invoicing/ubl.hpp"

namespace autojet::accounts {

// What the ledger says of an export at the command line; msgid.
inline constexpr std::string_view invoices_exported = "The invoices were exported for the shop";

// Whose, and for what.
struct About {
    std::optional<PersonId> person;  // absent: a buyer of its own
    std::optional<booking::BookingId> booking;
    std::optional<DocumentId> corrects;  // of a credit note
    Language language = Language::nl;
    bookkeeping::Charge charge = bookkeeping::Charge::supply;  // of a credit note: that of its invoice
    // What happens with it, in the same transaction; its refusal stops the invoice, and leaves no gap.
    std::function<Result<void>(store::Tx&, const Document&, Money gross)> also = {};
};

// Who the shop is on its invoices; without a VAT number where it has none (KOR). Throws Broken when its own numbers are
// none.
invoicing::Seller seller_of(const Shop& shop, const std::optional<invoicing::Iban>& iban);

// Issues it today: gives it the next number of its series, books it with what was paid of it before, and archives it as
// PDF, with the UBL inside and the logo and colours that the shop has that day. Number, day of issue and, where it lies
// before that, the last day to pay are set here. Refused with what invoicing::check() says,
// and with `person_gone` (erased: policy R3), `restricted` (policy R5), `already_invoiced` (the booking has an invoice
// that was not credited), `above_invoice` (more would be credited than was invoiced), `deposit_taken` and `busy`.
tl::expected<Document, Errors> issue_invoice(const House& house, ShopId shop, invoicing::InvoiceDraft draft,
                                             const About& about);

// The part that machines read of an issued document; nothing for a document that was drawn up elsewhere.
struct IssuedInvoice {
    DocumentId document;
    std::optional<booking::BookingId> booking;
    std::optional<DocumentId> corrects;
    Money gross;
};
std::optional<IssuedInvoice> find_invoice(store::Tx& tx, DocumentId document);
// The documents of a year that were drawn up here.
std::set<DocumentId> invoices_of_year(store::Tx& tx, int year);
// Those about this booking, oldest first.
std::vector<IssuedInvoice> invoices_of(store::Tx& tx, booking::BookingId booking);
// Invoices over deposits on this booking that no final invoice has taken off.
std::vector<Document> open_deposits_of(store::Tx& tx, booking::BookingId booking);
// The credit notes that correct it.
std::vector<IssuedInvoice> credits_of(store::Tx& tx, DocumentId document);

// Refused with `shredded` once its hold has lapsed, and with `not_found`.
Result<invoicing::Invoice> load_invoice(store::Tx& tx, privacy::Vault& vault, const Document& document,
                                        const ForBooks& warrant);
Result<std::string> load_ubl(store::Tx& tx, privacy::Vault& vault, const Document& document, const ForBooks& warrant);
// The same document as another profile says it, drawn up from what was issued. Refused as to_ubl() is too.
Result<std::string> load_ubl_as(store::Tx& tx, privacy::Vault& vault, const Document& document,
                                invoicing::Profile profile, const ForBooks& warrant);

}  // namespace autojet::accounts
