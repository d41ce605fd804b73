#include "bookkeeping/chart.hpp"

#include <algorithm>
#include <array>

#include "base/result.hpp"

namespace autojet::bookkeeping {

namespace {

using enum AccountKind;

constexpr std::array accounts{
    Account{account::equity, equity, "Eigen vermogen", "Equity", "BEiv"},
    Account{account::results, equity, "Resultaat van afgesloten jaren", "Results of closed years", "BEiv"},
    Account{account::drawings, equity, "Privé", "Drawings of the owner", "BEiv"},
    Account{account::till, asset, "Kas", "Till", "BLimKas"},
    Account{account::in_transit, asset, "Kruisposten", "Money in transit", "BLimKru"},
    Account{account::card_clearing, asset, "Pinbetalingen onderweg", "Card payments on their way", "BLimKru"},
    Account{account::bank, asset, "Bank", "Bank", "BLimBan"},
    Account{account::debtors, asset, "Debiteuren", "Debtors", "BVorDeb"},
    Account{account::creditors, liability, "Crediteuren", "Creditors", "BSchCre"},
    Account{account::vat_standard, liability, "Af te dragen btw 21%", "VAT payable 21%", "BSchBep"},
    Account{account::vat_reduced, liability, "Af te dragen btw 9%", "VAT payable 9%", "BSchBep"},
    Account{account::vat_other, liability, "Af te dragen btw overige tarieven", "VAT payable, other rates", "BSchBep"},
    Account{account::vat_private_use, liability, "Af te dragen btw privégebruik", "VAT on private use", "BSchBep"},
    Account{account::vat_received, liability, "Af te dragen btw, naar ons verlegd", "VAT reverse-charged to us",
            "BSchBep"},
    Account{account::vat_input, asset, "Voorbelasting", "Input VAT", "BSchBep"},
    Account{account::vat_to_settle, liability, "Btw volgens aangifte", "VAT to settle", "BSchBep"},
    Account{account::deposits_received, liability, "Vooruitontvangen aanbetalingen", "Deposits received", "BSch"},
    Account{account::suspense, liability, "Vraagposten", "Suspense", "BSch"},
    Account{account::purchases, expense, "Inkoop van onderdelen en materiaal", "Parts and materials", "WKpr"},
    Account{account::costs, expense, "Overige bedrijfskosten", "Other costs", "WBed"},
    Account{account::payment_fees, expense, "Kosten van betalingsverkeer", "Fees for payments", "WBed"},
    Account{account::cash_differences, expense, "Kasverschillen", "Cash differences", "WBed"},
    Account{account::rounding_differences, expense, "Afrondingsverschillen", "Rounding differences", "WBed"},
    Account{account::bad_debts, expense, "Oninbare vorderingen", "Bad debts", "WBed"},
    Account{account::revenue_standard, income, "Omzet btw 21%", "Revenue, VAT 21%", "WOmz"},
    Account{account::revenue_reduced, income, "Omzet btw 9%", "Revenue, VAT 9%", "WOmz"},
    Account{account::revenue_other, income, "Omzet overige tarieven", "Revenue, other rates", "WOmz"},
    Account{account::revenue_zero, income, "Omzet btw 0%", "Revenue, VAT 0%", "WOmz"},
    Account{account::revenue_reverse_charge, income, "Omzet btw verlegd", "Revenue, VAT reverse-charged", "WOmz"},
    Account{account::revenue_intra_community, income, "Omzet binnen de EU", "Revenue within the EU", "WOmz"},
    Account{account::revenue_export, income, "Omzet buiten de EU", "Revenue outside the EU", "WOmz"},
    Account{account::revenue_small_business, income, "Omzet kleineondernemersregeling",
            "Revenue, small-business scheme", "WOmz"},
};

}  // namespace

std::span<const Account> chart() {
    return accounts;
}

std::optional<Account> find_account(int number) {
    const auto found = std::ranges::lower_bound(accounts, number, {}, &Account::number);
    return found == accounts.end() || found->number != number ? std::nullopt : std::optional{*found};
}

const Account& load_account(int number) {
    const auto found = std::ranges::find(accounts, number, &Account::number);
    if (found == accounts.end()) throw Broken{"the journal has an account that the chart does not know"};
    return *found;
}

bool is_of_result(AccountKind kind) {
    return kind == income || kind == expense;
}

std::string four_digits(int number) {
    constexpr std::size_t width = 4;
    const auto text = std::to_string(number);
    return std::string(width - std::min(width, text.size()), '0') + text;
}

std::string_view name(const Account& account, Language language) {
    return language == Language::nl ? account.nl : account.en;
}

}  // namespace autojet::bookkeeping
