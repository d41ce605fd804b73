// How Dutch VAT treats a line (Wet OB 1968), and what documents, returns and EN 16931 call that.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::invoicing {

enum class VatTreatment {
    standard,        // 21 %
    reduced,         // 9 %
    zero,            // 0 %
    reverse_charge,  // the buyer owes it: "btw verlegd"
    small_business,  // exempt under the small-business scheme (KOR, Wet OB 25)
};

inline constexpr std::array all_vat_treatments{VatTreatment::standard, VatTreatment::reduced, VatTreatment::zero,
                                               VatTreatment::reverse_charge, VatTreatment::small_business};

// The stable word ("standard") or a rate of the law ("21", "9", "0"). Refused with `unknown_vat_rate`.
Result<VatTreatment> parse_vat_treatment(std::string_view text, std::string field = "vat");

std::string_view code(VatTreatment treatment);   // the stable word
std::string_view label(VatTreatment treatment);  // English, msgid
int basis_points(VatTreatment treatment);        // 2100 is 21 %
std::string percent(VatTreatment treatment);     // "21", "9" or "0"

// UNCL5305: S, Z, AE or E.
std::string_view category(VatTreatment treatment);
// Why no VAT is charged, in the words that the document must bear, and the code of the VATEX list where there is one;
// empty for S and Z.
std::string_view exemption_reason(VatTreatment treatment);
std::string_view exemption_code(VatTreatment treatment);

enum class BuyerPlace { netherlands, other_member_state };

// The box of the Dutch VAT return for what was sold: "1a", "1b", "1e" or "3b"; empty for the small-business scheme,
// which files no return.
std::string_view return_box(VatTreatment treatment, BuyerPlace buyer = BuyerPlace::netherlands);

}  // namespace autojet::invoicing
