#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "policy/model.hpp"
#include "policy/texts.hpp"

namespace autojet::policy {

// The promises that the policy makes. The list is fixed: adding to it is a change of the policy itself.
inline constexpr std::array<std::string_view, 39> all_promises{
    "W1", "W2", "W3", "W4", "W5",              //
    "D0", "D1", "D2", "D3", "D4", "D5", "D6",  //
    "P1", "P2", "P3", "P4",                    //
    "K1", "K2", "K3",                          //
    "S1", "S2", "S3", "S4", "S5",              //
    "C1", "C2",                                //
    "T1",                                      //
    "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "X1", "X2", "V1", "V2",
};

// Where the policy does not hold together, and what is wrong there.
struct Finding {
    std::string where;  // a file, or a row of the model
    std::string what;
};

// Everything that must hold before the policy may be published; empty when it does:
// - each promise of the list is declared once, and each row declares or keeps one;
// - rows name only what exists, classes of personal data have a period, cookies are functional and guarded;
// - what is in force is no wider than the latest published version, and carries its date (policy V1, V2);
// - published versions, and the prose of the latest, are as the index remembers them;
// - each chapter has its prose in both languages, which cites each of its promises; the cookie policy names each
// cookie.
std::vector<Finding> check(const Model& model, const Texts& texts);

// The same for the model among the texts. One that cannot be read is the only finding.
std::vector<Finding> check(const Texts& texts);

// The checks of one subject each, as the sum above has them.
std::vector<Finding> check_rows(const Model& model);
std::vector<Finding> check_versions(const Model& model, const Texts& texts);
std::vector<Finding> check_prose(const Model& model, const Texts& texts);

}  // namespace autojet::policy
