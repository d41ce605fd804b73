#include "bookkeeping/deposits.hpp"

#include <map>

#include "bookkeeping/balances.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr std::string_view select_deposit =
    "SELECT 1 FROM journal_entry WHERE shop = $1 AND document = $2 AND kind = 'invoice' AND memo = 'deposit'";

// Taking off rounds once for each treatment.
constexpr Money most_of_rounding = Money::of_cents(5);

}  // namespace

bool is_deposit(store::Tx& tx, const InvoiceNumber& document) {
    return tx.has(select_deposit, document.text());
}

Money deposit_left(store::Tx& tx, const InvoiceNumber& document) {
    const auto left = -amount_on(tx, account::deposits_received, document);
    return left > most_of_rounding ? left : Money{};
}

Result<void> check_deposits(store::Tx& tx, const Entry& entry) {
    std::map<std::string, Money> taken;
    for (const auto& line : entry.lines)
        if (line.account == account::deposits_received && line.document)
            taken[line.document->text()] += line.debit - line.credit;
    for (const auto& [number, amount] : taken)
        if (amount > deposit_left(tx, InvoiceNumber::parse(number).value()) + most_of_rounding)
            return refuse(ErrorCode::conflict, "deposit_taken",
                          "This deposit was taken off or credited already, or is less than that.", "deposits");
    return {};
}

}  // namespace autojet::bookkeeping
