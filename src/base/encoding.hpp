#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace autojet {

// Bytes as text and back, with strings as bytes. Decoders answer nullopt for anything that no encoder writes (except as
// stated), so one value has one spelling. Not for comparing secrets: the time they take depends on the text.

// Lower case (RFC 4648 8); reads upper case too.
std::string encode_hex(std::string_view bytes);
std::optional<std::string> decode_hex(std::string_view text);

// URL- and filename-safe, without padding (RFC 4648 5).
std::string encode_base64url(std::string_view bytes);
std::optional<std::string> decode_base64url(std::string_view text);

// Crockford's alphabet for references that people read aloud: upper case without I, L, O and U. Five bytes are eight
// characters. Reads lower case, I and L as 1, O as 0, and skips dashes and spaces.
std::string encode_base32(std::string_view bytes);
std::optional<std::string> decode_base32(std::string_view text);

}  // namespace autojet
