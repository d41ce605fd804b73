#pragma once

#include <string>
#include <string_view>

namespace autojet::policy {

// BLAKE2b-256 of a text in hexadecimal: what `b2sum -l 256` prints.
std::string fingerprint(std::string_view text);

}  // namespace autojet::policy
