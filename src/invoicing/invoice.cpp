#include "invoicing/invoice.hpp"

#include <utility>

#include "invoicing/check_parts.hpp"

namespace autojet::invoicing {

namespace {

// What depends on what the document comes to.
void check_buyer_is_named(const InvoiceDraft& draft, const Totals& totals, Errors& errors) {
    const bool reverse = charges(draft, VatTreatment::reverse_charge);
    if (totals.gross <= most_of_a_simplified_invoice && !reverse) return;
    if (draft.buyer.name.empty())
        errors.push_back(
            {ErrorCode::invalid, "buyer_required", "Above € 100 an invoice names its buyer.", "buyer.name"});
    if (draft.buyer.kind == BuyerKind::business && !draft.buyer.address)
        errors.push_back(
            {ErrorCode::invalid, "address_required", "An invoice to a business bears its address.", "buyer.address"});
}

}  // namespace

tl::expected<Invoice, Errors> check(InvoiceDraft draft) {
    Errors errors;
    check_dates(draft, errors);
    check_seller(draft, errors);
    check_buyer(draft, errors);
    check_lines(draft, errors);
    check_vat(draft, errors);
    check_whole(draft, errors);
    if (!errors.empty()) return tl::unexpected{std::move(errors)};
    auto totals = work_out(draft);
    if (!totals) return tl::unexpected{Errors{totals.error()}};
    check_buyer_is_named(draft, *totals, errors);
    if (!errors.empty()) return tl::unexpected{std::move(errors)};
    return Invoice{std::move(draft), std::move(*totals)};
}

BuyerPlace place_of(const Buyer& buyer) {
    const bool elsewhere = buyer.vat && buyer.vat->country() != "NL";
    return elsewhere ? BuyerPlace::other_member_state : BuyerPlace::netherlands;
}

}  // namespace autojet::invoicing
