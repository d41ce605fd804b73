#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/headers.hpp"

namespace autojet::http {

// Always HttpOnly, SameSite=Lax and Path=/; Secure when the site is served over https.
struct Cookie {
    std::string name;
    std::string value;
    // Absent: until the browser closes. Zero: forget it now.
    std::optional<std::chrono::seconds> max_age;
};

// The only writer of Set-Cookie. It lets out the cookies that the policy names and throws Broken at any other, since
// that is a mistake in the program (policy C1).
class CookieDoor {
public:
    enum class Transport { plain, https };

    CookieDoor(std::vector<std::string> names, Transport transport);

    void write(const Cookie& cookie, Headers& answer) const;
    bool lets_out(std::string_view name) const;

private:
    std::vector<std::string> names_;
    Transport transport_;
};

// The value of one cookie in a Cookie header.
std::optional<std::string_view> find_cookie(const Headers& request, std::string_view name);

}  // namespace autojet::http
