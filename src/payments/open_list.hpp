// What customers owe: every open invoice, by how long it has been due. Its total is the account of debtors.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/invoices.hpp"
#include "bookkeeping/balances.hpp"
#include "payments/payments.hpp"
#include "shop/visit.hpp"

namespace autojet::payments {

enum class Age { not_due, to_30, to_60, over_60 };
inline constexpr std::array all_ages{Age::not_due, Age::to_30, Age::to_60, Age::over_60};
std::string_view code(Age age);
std::string_view label(Age age);  // msgid
std::optional<Age> find_age(std::string_view code);
// By days since the last day to pay; the last day itself is not due.
Age age_of(CivilDate due, CivilDate today);

struct OpenInvoice {
    InvoiceNumber number;
    CivilDate issued_on;
    CivilDate due_on;
    Money amount;                                // below nothing: the shop owes it
    std::optional<accounts::Document> document;  // absent: known to the books alone
    bool is_of_booking = false;
    bool to_business = false;
    std::string buyer;  // empty where it may not be opened, or is not known
};

struct OpenTotals {
    std::array<Money, 4> by_age;
    Money all;
};
OpenTotals totals_of(const std::vector<OpenInvoice>& invoices, CivilDate today);

// At the end of that day. What stands on an invoice is opened for the law (policy P3); `visit` says who asks.
std::vector<OpenInvoice> open_list(store::Tx& tx, const House& house, shop::Visit& visit, CivilDate day);

// One of them, also when nothing is open on it any more. Refused with `not_found`.
Result<OpenInvoice> load_open(store::Tx& tx, const House& house, shop::Visit& visit, const InvoiceNumber& number);

// For the bookkeeper (RFC 4180): a line for each, amounts with a point.
std::string open_csv(const std::vector<OpenInvoice>& invoices, CivilDate today);

}  // namespace autojet::payments
