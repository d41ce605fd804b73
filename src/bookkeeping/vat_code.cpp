#include "bookkeeping/vat_code.hpp"

#include <algorithm>

#include "base/enum_names.hpp"
#include "bookkeeping/chart.hpp"

namespace autojet::bookkeeping {

namespace {

constexpr EnumNames<11> codes{"standard",       "reduced",  "other",          "private_use",     "zero",
                              "reverse_charge", "received", "export_outside", "intra_community", "input",
                              "small_business"};
constexpr EnumNames<11> dutch_names{"Btw 21%",
                                    "Btw 9%",
                                    "Btw overige tarieven",
                                    "Btw privégebruik",
                                    "Btw 0%",
                                    "Btw verlegd naar de koper",
                                    "Btw naar de werkplaats verlegd",
                                    "Buiten de EU",
                                    "Binnen de EU",
                                    "Voorbelasting",
                                    "Kleineondernemersregeling"};
constexpr EnumNames<11> boxes{"1a", "1b", "1c", "1d", "1e", "1e", "2a", "3a", "3b", "5b", ""};
constexpr std::array<int, 11> rates{2100, 900, 0, 0, 0, 0, 0, 0, 0, 0, 0};
// 0: none.
constexpr std::array<int, 11> vat_accounts{account::vat_standard,
                                           account::vat_reduced,
                                           account::vat_other,
                                           account::vat_private_use,
                                           0,
                                           0,
                                           account::vat_received,
                                           0,
                                           0,
                                           account::vat_input,
                                           0};
constexpr std::array<int, 11> revenue_accounts{account::revenue_standard,
                                               account::revenue_reduced,
                                               account::revenue_other,
                                               0,
                                               account::revenue_zero,
                                               account::revenue_reverse_charge,
                                               0,
                                               account::revenue_export,
                                               account::revenue_intra_community,
                                               0,
                                               account::revenue_small_business};

std::optional<int> in(const std::array<int, 11>& accounts, VatCode vat) {
    const auto number = accounts.at(static_cast<std::size_t>(vat));
    return number == 0 ? std::nullopt : std::optional{number};
}

}  // namespace

VatCode vat_code_of(invoicing::VatTreatment treatment, invoicing::BuyerPlace buyer) {
    using invoicing::VatTreatment;
    switch (treatment) {
        case VatTreatment::standard:
            return VatCode::standard;
        case VatTreatment::reduced:
            return VatCode::reduced;
        case VatTreatment::zero:
            return VatCode::zero;
        case VatTreatment::reverse_charge:
            return buyer == invoicing::BuyerPlace::other_member_state ? VatCode::intra_community
                                                                      : VatCode::reverse_charge;
        case VatTreatment::small_business:
            return VatCode::small_business;
    }
    throw Broken{"a VAT treatment that nobody knows"};
}

std::string_view code(VatCode vat) {
    return name_in(codes, vat);
}

std::optional<VatCode> find_vat_code(std::string_view code) {
    return value_in<VatCode>(codes, code);
}

std::string_view dutch_name(VatCode vat) {
    return name_in(dutch_names, vat);
}

int basis_points(VatCode vat) {
    return rates.at(static_cast<std::size_t>(vat));
}

std::string_view box(VatCode vat) {
    return name_in(boxes, vat);
}

std::optional<int> vat_account(VatCode vat) {
    return in(vat_accounts, vat);
}

std::optional<int> revenue_account(VatCode vat) {
    return in(revenue_accounts, vat);
}

bool is_vat_account(int account) {
    return account != 0 && std::ranges::find(vat_accounts, account) != vat_accounts.end();
}

}  // namespace autojet::bookkeeping
