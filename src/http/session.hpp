#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "http/cookie.hpp"

namespace autojet::http {

// The mechanics of a sign-in that lasts: the browser has the token, the store has its digest only, so that a copy of
// the data lets nobody in.
inline constexpr std::string_view session_cookie_name = "autojet_desk";
inline constexpr std::chrono::hours session_lifetime{30 * 24};

// 256 random bits, base64url.
std::string new_session_token();

Cookie session_cookie(std::string token, std::chrono::seconds max_age = session_lifetime);
Cookie forget_session_cookie();

}  // namespace autojet::http
