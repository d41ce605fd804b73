// A document as UBL 2.1, for machines (EN 16931, UBL binding CEN/TS 16931-3-2).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "invoicing/invoice.hpp"

namespace autojet::invoicing {

enum class Profile {
    en16931,  // the European core, for everybody
    nlcius,   // the Dutch use of it (NLCIUS 1.0, SI-UBL 2.0)
    peppol,   // Peppol BIS Billing 3.0
};

inline constexpr std::array all_profiles{Profile::en16931, Profile::nlcius, Profile::peppol};

std::string_view customization_id(Profile profile);  // [BT-24]

// "core", "nlcius", "peppol": in addresses and on the command line.
std::string_view code(Profile profile);
std::optional<Profile> find_profile(std::string_view code);

// An Invoice (380) or a CreditNote (381) with positive amounts, indented, UTF-8. Refused for NLCIUS and Peppol,
// which serve businesses in the Netherlands, with `buyer_not_registered` (no KvK number and no OIN), `buyer_not_named`,
// `address_required`, `buyer_reference_required` (neither a reference nor an order) and `paid_in_cash` (a sum is open
// that only cash can pay).
Result<std::string> to_ubl(const Invoice& invoice, Profile profile);

// The one that most readers understand: Peppol where the buyer can be addressed, else the European core, which
// refuses nothing that check() found sound.
Profile widest_profile(const Invoice& invoice);

}  // namespace autojet::invoicing
