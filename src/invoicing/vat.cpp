#include "invoicing/vat.hpp"

#include <utility>

#include "base/enum_names.hpp"
#include "base/text.hpp"

namespace autojet::invoicing {

namespace {

constexpr EnumNames<5> codes{"standard", "reduced", "zero", "reverse_charge", "small_business"};
constexpr EnumNames<5> vat_labels{"VAT 21%", "VAT 9%", "VAT 0%", "VAT reverse-charged", "No VAT (small business)"};
constexpr EnumNames<5> categories{"S", "S", "Z", "AE", "E"};
constexpr EnumNames<5> boxes{"1a", "1b", "1e", "1e", ""};
constexpr EnumNames<5> exemption_reasons{"", "", "", "btw verlegd",
                                         "vrijgesteld van btw: kleineondernemersregeling, artikel 25 Wet OB 1968"};
constexpr EnumNames<5> exemption_codes{"", "", "", "VATEX-EU-AE", ""};
constexpr std::array<int, 5> rates{2100, 900, 0, 0, 0};

// What people type for a rate. 0 is the rate, never an exemption.
constexpr EnumNames<3> rates_of_the_law{"21", "9", "0"};

}  // namespace

Result<VatTreatment> parse_vat_treatment(std::string_view text, std::string field) {
    const auto trimmed = trim(text);
    if (const auto treatment = value_in<VatTreatment>(codes, trimmed)) return *treatment;
    if (const auto treatment = value_in<VatTreatment>(rates_of_the_law, trimmed)) return *treatment;
    return refuse(ErrorCode::invalid, "unknown_vat_rate", "This VAT rate does not exist. Choose 21, 9 or 0%.",
                  std::move(field));
}

std::string_view code(VatTreatment treatment) {
    return name_in(codes, treatment);
}

std::string_view label(VatTreatment treatment) {
    return name_in(vat_labels, treatment);
}

int basis_points(VatTreatment treatment) {
    return rates.at(static_cast<std::size_t>(treatment));
}

std::string percent(VatTreatment treatment) {
    return std::to_string(basis_points(treatment) / 100);
}

std::string_view category(VatTreatment treatment) {
    return name_in(categories, treatment);
}

std::string_view exemption_reason(VatTreatment treatment) {
    return name_in(exemption_reasons, treatment);
}

std::string_view exemption_code(VatTreatment treatment) {
    return name_in(exemption_codes, treatment);
}

std::string_view return_box(VatTreatment treatment, BuyerPlace buyer) {
    if (treatment == VatTreatment::reverse_charge && buyer == BuyerPlace::other_member_state) return "3b";
    return name_in(boxes, treatment);
}

}  // namespace autojet::invoicing
