// The chart of accounts: fixed, of a workshop that sells its work. Numbers never change their meaning: journals of
// years back are read by them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/language.hpp"

namespace autojet::bookkeeping {

enum class AccountKind { asset, liability, equity, income, expense };

struct Account {
    int number = 0;
    AccountKind kind{};
    std::string_view nl;
    std::string_view en;
    std::string_view reference;  // group of the Dutch reference classification (RGS), to its second or third level
};

namespace account {
inline constexpr int equity = 500;
inline constexpr int results = 510;  // of closed years, until the owner moves them
inline constexpr int drawings = 520;
inline constexpr int till = 1000;
inline constexpr int in_transit = 1010;  // from the till to the bank
inline constexpr int card_clearing = 1050;
inline constexpr int bank = 1100;
inline constexpr int debtors = 1300;
inline constexpr int creditors = 1400;
inline constexpr int vat_standard = 1500;
inline constexpr int vat_reduced = 1510;
inline constexpr int vat_other = 1520;
inline constexpr int vat_private_use = 1525;
inline constexpr int vat_received = 1530;
inline constexpr int vat_input = 1540;
inline constexpr int vat_to_settle = 1550;
inline constexpr int deposits_received = 1600;
inline constexpr int suspense = 1990;  // received, nobody knows for what
inline constexpr int purchases = 4000;
inline constexpr int costs = 4500;
inline constexpr int payment_fees = 4700;
inline constexpr int cash_differences = 4900;
inline constexpr int rounding_differences = 4910;
inline constexpr int bad_debts = 4920;
inline constexpr int revenue_standard = 8000;
inline constexpr int revenue_reduced = 8010;
inline constexpr int revenue_other = 8015;
inline constexpr int revenue_zero = 8020;
inline constexpr int revenue_reverse_charge = 8030;
inline constexpr int revenue_intra_community = 8035;
inline constexpr int revenue_export = 8036;
inline constexpr int revenue_small_business = 8040;
}  // namespace account

std::span<const Account> chart();  // by number
std::optional<Account> find_account(int number);
// Throws Broken for a number that the chart does not have.
const Account& load_account(int number);

bool is_of_result(AccountKind kind);  // income and expense: begins every year with nothing
std::string four_digits(int number);  // "0500"
std::string_view name(const Account& account, Language language);

}  // namespace autojet::bookkeeping
