#pragma once

#include <string_view>

namespace autojet::policy {

// Whether the text may go to the reader of TOML. It stumbles (assertions and undefined behaviour of toml++ 3.3, found
// by the fuzzer) over the head of a table that begins with no key and over other letters than ASCII outside of strings
// and comments; and TOML has control characters nowhere. What is refused here, no model needs.
bool is_readable_toml(std::string_view text);

}  // namespace autojet::policy
