#include <algorithm>

#include "payments/bank_rows.hpp"
#include "privacy/shown.hpp"

namespace autojet::payments {

namespace {

using bookkeeping::Entry;
using bookkeeping::EntryKind;
namespace account = bookkeeping::account;

constexpr std::array choices{account::suspense,      account::card_clearing, account::in_transit, account::drawings,
                             account::payment_fees,  account::costs,         account::purchases,  account::creditors,
                             account::vat_to_settle, account::bad_debts,     account::equity};

Result<void> may_settle(store::Tx& tx, const BankLine& line, const Part& part) {
    const auto open = bookkeeping::open_amount(tx, *part.document);
    const auto owed = line.amount > Money{} ? open : -open;
    if (owed <= Money{})
        return refuse(ErrorCode::conflict, "nothing_open", "Nothing is open on this invoice.", "document");
    if (part.amount > owed)
        return refuse(ErrorCode::conflict, "overpaid",
                      "That is more than is open. Give back what is too much, or book less.", "document");
    return {};
}

Result<Entry> entry_of(store::Tx& tx, const BankLine& line, const Part& part, Money card_fee) {
    const bool received = line.amount > Money{};
    if (part.document) {
        if (auto may = may_settle(tx, line, part); !may) return tl::unexpected(may.error());
        return bookkeeping::entry_of_payment({*part.document, part.amount, line.day, Means::bank,
                                              received ? Direction::received : Direction::paid_back});
    }
    if (std::ranges::find(choices, part.account) == choices.end())
        return refuse(ErrorCode::invalid, "unknown_account", "The chart of accounts has no such account.", "account");
    if (part.account == account::card_clearing && received)
        return bookkeeping::entry_of_card_settlement(part.amount + card_fee, card_fee, line.day);
    return bookkeeping::entry_of_transfer({.from = received ? part.account : account::bank,
                                           .to = received ? account::bank : part.account,
                                           .amount = part.amount,
                                           .day = line.day,
                                           .document = {},
                                           .memo = "bank_line"});
}

// Whose payment it was, when all parts are of one person who was told that lines of the bank are read.
std::optional<PersonId> payer_of(store::Tx& tx, const privacy::InForce& in_force, const std::vector<Part>& parts) {
    std::optional<PersonId> payer;
    for (const auto& part : parts) {
        if (!part.document) continue;
        const auto document = accounts::find_by_number(tx, part.document->text());
        if (!document || (payer && *payer != document->person)) return std::nullopt;
        payer = document->person;
    }
    if (!payer || !privacy::may_use(tx, *payer, policy::Clause::bank_lines, in_force)) return std::nullopt;
    return payer;
}

}  // namespace

std::vector<int> accounts_to_choose() {
    return {choices.begin(), choices.end()};
}

Result<void> explain(store::Tx& tx, privacy::Vault& vault, const privacy::InForce& in_force, const BankLine& line,
                     const std::vector<Part>& parts, Money card_fee, const By& by) {
    const auto now = find_line(tx, line.id);
    if (!now || now->explained)
        return refuse(ErrorCode::conflict, "explained_already", "This line is in the books already.");
    Money sum;
    for (const auto& part : parts) {
        if (part.amount <= Money{})
            return refuse(ErrorCode::invalid, "not_an_amount", "Please give an amount above nothing.", "amount");
        sum += part.amount;
    }
    if (sum != line.size())
        return refuse(ErrorCode::invalid, "not_the_amount", "The parts do not make the amount of this line.", "amount");
    auto of_line = by;
    of_line.bank_line = line.id;
    for (const auto& part : parts) {
        const auto entry = entry_of(tx, line, part, card_fee);
        if (!entry) return tl::unexpected(entry.error());
        if (const auto posted = post_entry(tx, *entry, of_line); !posted) return tl::unexpected(posted.error());
    }
    set_explained(tx, line.id, true);
    if (const auto payer = payer_of(tx, in_force, parts)) move_to(tx, vault, *now, *payer);
    return {};
}

Result<void> take_back(store::Tx& tx, privacy::Vault& vault, const BankLine& line, Reason reason, const By& by) {
    const auto now = find_line(tx, line.id);
    if (!now || !now->explained) return refuse(ErrorCode::conflict, "not_explained", "This line is not in the books.");
    for (const auto entry : entries_of(tx, line.id))
        if (const auto reversed = reverse(tx, entry, reason, by); !reversed) return tl::unexpected(reversed.error());
    set_explained(tx, line.id, false);
    if (is_own_record(tx, now->person)) return {};
    const auto own = tx.new_id<Person>();
    privacy::record_collected(tx, own);
    move_to(tx, vault, *now, own);
    return {};
}

}  // namespace autojet::payments
