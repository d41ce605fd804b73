#pragma once

#include <string>
#include <string_view>

namespace autojet::invoicing {

// Upper case, without the spaces, dots and dashes that people write between groups.
std::string without_marks(std::string_view text);

bool are_digits(std::string_view text);
bool are_alphanumeric(std::string_view text);  // A to Z and digits

// The text as a number, A as 10 to Z as 35, modulo 97 (ISO 7064, MOD 97-10). Upper case letters and digits only.
int modulo_97(std::string_view text);

}  // namespace autojet::invoicing
