// Codes that change every half minute (RFC 6238), as the app on somebody's phone makes them from a shared secret.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace autojet::staff {

// 160 random bits.
std::string new_totp_secret();

// The half minutes since 1970.
std::int64_t totp_step(Instant now);

// SHA-1 and, for apps, six digits.
std::string totp_code(std::string_view secret, std::int64_t step, unsigned digits = 6);

// The step whose code this is: the present one, or one to either side, and later than `last_step`, so that nobody uses
// a code that was seen. Compares in constant time.
std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed, Instant now,
                                          std::int64_t last_step);

// As people type it and as apps read it: RFC 4648 base32, upper case, without padding.
std::string totp_secret_text(std::string_view secret);
// Throws Broken when no secret was written so.
std::string totp_secret_from(const std::string& text);

// "JBSW Y3DP ..."
std::string in_groups_of_four(std::string_view text, char between);

// otpauth://totp/..., for a QR code.
std::string totp_uri(std::string_view secret_text, std::string_view issuer, std::string_view account);

}  // namespace autojet::staff
