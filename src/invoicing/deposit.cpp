#include "invoicing/deposit.hpp"

namespace autojet::invoicing {

std::vector<Deposit> deposits_of(const Invoice& invoice, PriceBasis basis_of_the_final_one) {
    const auto& content = invoice.content();
    if (content.kind != Kind::invoice) throw Broken{"a credit note is no deposit"};
    std::vector<Deposit> deposits;
    for (const auto& rate : invoice.totals().rates) {
        const auto amount = basis_of_the_final_one == PriceBasis::including_vat ? rate.gross : rate.taxable;
        if (amount > Money{})
            deposits.push_back(
                {.number = content.number, .issued_on = content.issued_on, .vat = rate.treatment, .amount = amount});
    }
    return deposits;
}

}  // namespace autojet::invoicing
