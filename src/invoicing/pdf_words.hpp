// The words that stand on a PDF, in the languages of the house.
#pragma once

#include <string>
#include <string_view>

#include "base/language.hpp"
#include "base/time.hpp"
#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

enum class Word {
    invoice,
    credit_note,
    corrects,
    billed_to,
    kvk,
    oin,
    vat_number,
    your_reference,
    your_order,
    number,
    issued_on,
    supplied_on,
    due_on,
    status,
    paid,
    description,
    quantity,
    price,
    discount,
    vat,
    amount,
    net_amount,
    gross_amount,
    subtotal,
    deposit,
    total_net,
    total_gross,
    prepaid,
    paid_back,
    payable,
    credited,
    vat_rate,
    taxable,
    total,
    reversed,
    exempt,
    reverse_charge_reason,
    small_business_reason,
    how_to_pay,
    account,
    account_name,
    mention,
    pay_before,
    scan,
    scan_alternative,
    payable_by_card,
    payable_in_cash,
    prices_with_vat,
    prices_without_vat,
};

std::string_view word(Word word, Language language);

// "Factuur 2026-0042", "Credit note C2026-0007".
std::string title_of(const InvoiceDraft& content, Language language);
// "10 maart 2026", "10 March 2026".
std::string date_text(CivilDate date, Language language);
// One date, or "9 t/m 20 maart 2026", "9 to 20 March 2026".
std::string period_text(const Supply& supply, Language language);
// "2,5 uur", "1 piece".
std::string quantity_text(const Line& line, Language language);
// "21%", "verlegd", "exempt".
std::string rate_text(VatTreatment treatment, Language language);
// "Pagina 1 van 2".
std::string page_text(std::size_t page, std::size_t pages, Language language);

}  // namespace autojet::invoicing
