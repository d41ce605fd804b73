// How VAT treats a line of the journal, and where the Dutch VAT return counts it: what was sold, as invoices know it,
// and what only a bookkeeper enters.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "invoicing/vat.hpp"

namespace autojet::bookkeeping {

enum class VatCode {
    standard,         // 1a
    reduced,          // 1b
    other,            // 1c
    private_use,      // 1d
    zero,             // 1e
    reverse_charge,   // 1e: the buyer here owes it
    received,         // 2a: reverse-charged to the shop
    export_outside,   // 3a: to countries outside the EU
    intra_community,  // 3b: to a business in another member state
    input,            // 5b: what others charged the shop
    small_business,   // in no box: the scheme files no return
};

inline constexpr std::array all_vat_codes{VatCode::standard,    VatCode::reduced,        VatCode::other,
                                          VatCode::private_use, VatCode::zero,           VatCode::reverse_charge,
                                          VatCode::received,    VatCode::export_outside, VatCode::intra_community,
                                          VatCode::input,       VatCode::small_business};

VatCode vat_code_of(invoicing::VatTreatment treatment, invoicing::BuyerPlace buyer);

std::string_view code(VatCode vat);  // the stable word
std::optional<VatCode> find_vat_code(std::string_view code);
std::string_view dutch_name(VatCode vat);
int basis_points(VatCode vat);      // 2100 is 21 %; 0 where there is no single rate
std::string_view box(VatCode vat);  // "1a"; empty: none

// Of the chart. Where VAT of this code is booked, and what is sold under it; nullopt: nowhere.
std::optional<int> vat_account(VatCode vat);
std::optional<int> revenue_account(VatCode vat);
bool is_vat_account(int account);

}  // namespace autojet::bookkeeping
