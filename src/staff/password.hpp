#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace autojet::staff {

// In characters.
inline constexpr std::size_t shortest_password = 12;
inline constexpr std::size_t longest_password = 200;

// Refused with `required`, `not_text`, `too_short` or `too_long`; field "password".
Result<void> check_password(std::string_view password);

// argon2id (RFC 9106) with 19 MiB and two passes, policy T1. One at a time, so that however many knock at once, memory
// stays small; whoever comes while one is computed waits about 20 ms.
class Passwords {
public:
    [[nodiscard]] std::string hash(std::string_view password);

    // The same work where there is no account, so that the time of the answer does not tell who has one.
    [[nodiscard]] bool matches(const std::optional<std::string>& hash, std::string_view password);

private:
    std::mutex one_at_a_time_;
};

}  // namespace autojet::staff
