#include "invoicing/credit.hpp"

#include <algorithm>

namespace autojet::invoicing {

namespace {

// What was shown to the customer at this treatment.
Money shown_at(const Totals& totals, VatTreatment treatment, PriceBasis basis) {
    const auto found = std::ranges::find(totals.rates, treatment, &RateTotals::treatment);
    if (found == totals.rates.end()) return {};
    return basis == PriceBasis::including_vat ? found->gross : found->taxable;
}

}  // namespace

InvoiceDraft credit_of(const Invoice& invoice, InvoiceNumber number, CivilDate issued_on) {
    auto draft = invoice.content();
    if (draft.kind != Kind::invoice) throw Broken{"a credit note is not credited"};
    draft.kind = Kind::credit_note;
    draft.corrects = Corrected{draft.number, draft.issued_on};
    draft.number = std::move(number);
    draft.issued_on = issued_on;
    draft.due_on = issued_on;
    draft.prepaid = Money{};
    draft.note.clear();
    return draft;
}

Result<void> check_credit(const Invoice& invoice, const std::vector<Totals>& credited_before, const Invoice& credit) {
    const auto& content = invoice.content();
    const auto& corrects = credit.content().corrects;
    if (content.kind != Kind::invoice || !corrects || corrects->number != content.number ||
        corrects->issued_on != content.issued_on)
        return refuse(ErrorCode::conflict, "wrong_reference", "This credit note belongs to another invoice.",
                      "corrects");
    for (const auto treatment : all_vat_treatments) {
        auto credited = shown_at(credit.totals(), treatment, content.basis);
        for (const auto& before : credited_before) credited += shown_at(before, treatment, content.basis);
        if (credited > shown_at(invoice.totals(), treatment, content.basis))
            return refuse(ErrorCode::conflict, "above_invoice", "This credits more than was invoiced.", "lines");
    }
    return {};
}

}  // namespace autojet::invoicing
