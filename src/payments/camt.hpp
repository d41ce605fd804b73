// Statements of the bank, as it hands them out: CAMT.053 of ISO 20022, versions 02 and 08. What is not whole is refused
// as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"
#include "invoicing/iban.hpp"
#include "policy/personal.hpp"

namespace autojet::payments {

inline constexpr std::size_t longest_bank_file = 4 * 1024 * 1024;  // bytes
inline constexpr std::size_t most_bank_lines = 5'000;              // of a file
inline constexpr std::size_t longest_told = 600;                   // characters of a description

// What the bank tells about the other side of a line. It is closed from the moment it is read.
struct Told {
    std::string name;
    std::string account;    // as the bank writes it
    std::string reference;  // that the payer gave, for machines
    std::string text;       // that the payer wrote

    friend bool operator==(const Told&, const Told&) = default;
};
using ClosedTold = policy::Personal<std::string, policy::Category::bank_line>;
ClosedTold close(const Told& told);
// Reads what close() wrote; anything else is told as it stands.
Told told_from(std::string_view opened);

struct CamtLine {
    CivilDate day;
    Money amount;           // received above nothing, paid below
    std::string reference;  // the bank's own, of the entry; may be empty
    ClosedTold told;
};

struct CamtStatement {
    std::string number;
    invoicing::Iban account;
    CivilDate from;
    CivilDate until;
    Money opening;
    Money closing;
    std::vector<CamtLine> lines;  // that were booked; what is pending is not there yet
};

// Field "file". Refused with `required`, `too_large`, `not_xml` (broken or cut off, or no UTF-8), `doctype` (entities
// may not be declared: XML bombs), `too_deep`, `not_a_statement` (another message or version), `no_account`,
// `other_currency`, `no_balance`, `not_an_amount`, `not_a_date`, `too_many_lines`, and `does_not_add_up` when opening,
// lines and closing disagree.
Result<std::vector<CamtStatement>> parse_camt(std::string_view file);

}  // namespace autojet::payments
