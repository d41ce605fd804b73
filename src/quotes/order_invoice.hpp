// The invoice of a work order: its lines as they stand, to the cent, since what was refused is no line of the order any
// more. It goes no further than what was agreed (workshop/agreed.hpp), and where the shop took the difference on
// itself, what is above comes off as a discount. An order has one invoice that was not credited: asked twice, the
// answer is the one that is there.
#pragma once

#include "accounts/invoice_form.hpp"
#include "accounts/invoices.hpp"
#include "quotes/quote.hpp"

namespace autojet::quotes {

struct OrderInvoice {
    accounts::DocumentId document;
    Instant at;
    std::string actor;  // as in the ledger
    bool credited = false;
};
// Oldest first.
std::vector<OrderInvoice> invoices_of(store::Tx& tx, WorkOrderId order);
// The one that was not credited.
std::optional<accounts::DocumentId> find_invoice(store::Tx& tx, WorkOrderId order);

// What an order would be invoiced as.
struct Bill {
    WorkOrder order;
    std::vector<invoicing::Line> lines;
    std::vector<LineAmounts> amounts;
    Money discount;  // in the basis of the order: what the shop takes on itself
    Money gross;     // VAT included, after it
};
// Opened for the books (policy P3). Refused as workshop::changeable() is (a collected order may be invoiced), and with
// `not_ready`, `no_lines`, `above_agreed`, `shredded`.
Result<Bill> draw_up(store::Tx& tx, const House& house, const WorkOrder& order, const accounts::ForBooks& warrant);

// The smallest discount on the whole by which these lines come to no more than that, VAT included.
Money discount_down_to(invoicing::PriceBasis basis, const std::vector<LineAmounts>& lines, Money most);

// Issues it, or answers the one that is there. Besides the refusals of accounts::issue_invoice: `changed_meanwhile`,
// when the order is not as it was drawn up any more, and `above_agreed`.
tl::expected<accounts::DocumentId, Errors> issue(const House& house, ShopId shop, const Bill& bill,
                                                 invoicing::InvoiceDraft parties, Language language,
                                                 const Actor& actor);

// For an invoice of a booking that was made without its order: keeps to what was agreed as well, and belongs to the
// order. Refused with `above_agreed`.
Result<void> belongs_to_order_of(store::Tx& tx, booking::BookingId booking, const accounts::Document& document,
                                 Money gross, const Actor& actor);

}  // namespace autojet::quotes
