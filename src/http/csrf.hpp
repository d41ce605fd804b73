#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/request.hpp"

namespace autojet::http {

using SecretKey = std::array<unsigned char, 32>;

SecretKey random_key();

// Forged forms. A form carries a token made from the visitor's cookie `autojet_form` and, when they are signed in, from
// their session; another site can neither read nor make it. Each token is masked afresh, so that compression gives
// nothing away. Requests that the browser itself calls cross-site are refused before the token is looked at.
class CsrfGuard {
public:
    static constexpr std::string_view cookie_name = "autojet_form";
    static constexpr std::string_view field_name = "csrf_token";
    static constexpr std::string_view header_name = "X-CSRF-Token";

    CsrfGuard(SecretKey key, std::string session_cookie);

    // A new value for the cookie: 128 random bits.
    std::string new_cookie() const;
    std::string token(std::string_view form_cookie, std::string_view session) const;
    // Refused with `cross_site` or `forged_form`.
    Result<void> check(const Request& request) const;

    std::string_view session_cookie() const { return session_cookie_; }

private:
    SecretKey key_;
    std::string session_cookie_;
};

}  // namespace autojet::http
