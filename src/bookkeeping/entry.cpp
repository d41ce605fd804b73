#include "bookkeeping/entry.hpp"

#include "base/enum_names.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr EnumNames<11> kinds{"invoice",    "credit_note", "cash",   "card",    "bank",   "till_count",
                              "vat_return", "memo",        "result", "closing", "opening"};
constexpr EnumNames<3> means_kinds{"cash", "card", "bank"};
constexpr std::array<int, 3> means_accounts{account::till, account::card_clearing, account::bank};

// The VAT of a deposit that is taken off, by the rounding that took it off.
Money vat_of(const invoicing::Deduction& deposit, invoicing::PriceBasis basis) {
    return basis == invoicing::PriceBasis::including_vat ? deposit.shown - deposit.net
                                                         : deposit.net.vat_to_add(basis_points(deposit.vat));
}

class Booking {
public:
    Booking(const invoicing::Invoice& invoice, Charge charge)
        : content_(invoice.content()), totals_(invoice.totals()), charge_(charge) {}

    std::vector<Line> lines() {
        const auto& open = content_.corrects ? content_.corrects->number : content_.number;
        put(account::debtors, totals_.gross, std::nullopt, open);
        for (const auto& rate : totals_.rates) add_rate(rate);
        return std::move(lines_);
    }

private:
    // VAT follows the amount that it belongs to.
    void add_rate(const invoicing::RateTotals& rate) {
        const auto vat = vat_code_of(rate.treatment, invoicing::place_of(content_.buyer));
        auto charged = rate.taxable;
        auto vat_charged = rate.vat;
        for (const auto& deduction : totals_.deductions) {
            if (deduction.vat != rate.treatment || !deduction.deposit) continue;
            charged += deduction.net;
            vat_charged += vat_of(deduction, content_.basis);
        }
        const bool is_deposit = charge_ == Charge::deposit;
        const auto& deposit = content_.corrects ? content_.corrects->number : content_.number;
        put(is_deposit ? account::deposits_received : revenue_account(vat).value(), -charged, vat,
            is_deposit ? std::optional{deposit} : std::nullopt);
        put_vat(vat, -vat_charged);
        for (const auto& deduction : totals_.deductions) {
            if (deduction.vat != rate.treatment || !deduction.deposit) continue;
            put(account::deposits_received, deduction.net, vat, content_.deposits.at(*deduction.deposit).number);
            put_vat(vat, vat_of(deduction, content_.basis));
        }
    }

    void put_vat(VatCode vat, Money amount) {
        if (const auto account = vat_account(vat)) put(*account, amount, vat);
    }
    void put(int account, Money amount, std::optional<VatCode> vat,
             const std::optional<InvoiceNumber>& document = std::nullopt) {
        add(lines_, account, content_.kind == invoicing::Kind::credit_note ? -amount : amount, vat, document);
    }

    const invoicing::InvoiceDraft& content_;
    const invoicing::Totals& totals_;
    Charge charge_;
    std::vector<Line> lines_;
};

Line debit(int account, Money amount, const std::optional<InvoiceNumber>& document = std::nullopt) {
    return {.account = account, .debit = amount, .credit = {}, .vat = {}, .document = document};
}
Line credit(int account, Money amount, const std::optional<InvoiceNumber>& document = std::nullopt) {
    return {.account = account, .debit = {}, .credit = amount, .vat = {}, .document = document};
}

EntryKind kind_of(const Transfer& transfer) {
    const auto touches = [&](int account) { return transfer.from == account || transfer.to == account; };
    if (touches(account::bank)) return EntryKind::bank;
    return touches(account::till) ? EntryKind::cash : EntryKind::memo;
}

}  // namespace

std::string_view code(EntryKind kind) {
    return name_in(kinds, kind);
}

std::optional<EntryKind> find_entry_kind(std::string_view code) {
    return value_in<EntryKind>(kinds, code);
}

Entry entry_of(const invoicing::Invoice& invoice, Charge charge) {
    const auto& content = invoice.content();
    const bool is_credit = content.kind == invoicing::Kind::credit_note;
    return {.kind = is_credit ? EntryKind::credit_note : EntryKind::invoice,
            .day = content.issued_on,
            .document = content.number,
            .memo = charge == Charge::deposit ? "deposit" : "",
            .lines = Booking{invoice, charge}.lines()};
}

Entry entry_of_payment(const Payment& payment) {
    const auto money = means_accounts.at(static_cast<std::size_t>(payment.means));
    const bool received = payment.direction == Direction::received;
    return {.kind = find_entry_kind(name_in(means_kinds, payment.means)).value(),
            .day = payment.day,
            .document = payment.document,
            .memo = received ? "payment" : "refund",
            .lines = {
                received ? debit(money, payment.amount) : debit(account::debtors, payment.amount, payment.document),
                received ? credit(account::debtors, payment.amount, payment.document) : credit(money, payment.amount)}};
}

Entry entry_of_transfer(const Transfer& transfer) {
    const auto document_at = [&](int account) {
        return account == account::debtors ? transfer.document : std::nullopt;
    };
    return {.kind = kind_of(transfer),
            .day = transfer.day,
            .document = transfer.document,
            .memo = transfer.memo,
            .lines = {debit(transfer.to, transfer.amount, document_at(transfer.to)),
                      credit(transfer.from, transfer.amount, document_at(transfer.from))}};
}

Entry entry_of_card_settlement(Money amount, Money fee, CivilDate day) {
    Entry entry{.kind = EntryKind::bank,
                .day = day,
                .document = {},
                .memo = "card_settlement",
                .lines = {debit(account::bank, amount - fee), credit(account::card_clearing, amount)}};
    if (fee != Money{}) entry.lines.push_back(debit(account::payment_fees, fee));
    return entry;
}

void add(std::vector<Line>& lines, int account, Money amount, std::optional<VatCode> vat,
         const std::optional<InvoiceNumber>& document) {
    if (amount == Money{}) return;
    const bool is_debit = amount > Money{};
    lines.push_back({.account = account,
                     .debit = is_debit ? amount : Money{},
                     .credit = is_debit ? Money{} : -amount,
                     .vat = vat,
                     .document = document});
}

Money total_debit(const Entry& entry) {
    Money sum;
    for (const auto& line : entry.lines) sum += line.debit;
    return sum;
}

int year_of(CivilDate day) {
    return static_cast<int>(day.year());
}

}  // namespace autojet::bookkeeping
