#include "http/cookie.hpp"

#include <algorithm>

#include "base/result.hpp"

namespace autojet::http {

namespace {

// RFC 6265 4.1.1 cookie-octet.
bool is_cookie_octet(char letter) {
    return letter > ' ' && letter < 0x7F && letter != '"' && letter != ',' && letter != ';' && letter != '\\';
}

}  // namespace

CookieDoor::CookieDoor(std::vector<std::string> names, Transport transport)
    : names_{std::move(names)}, transport_{transport} {}

bool CookieDoor::lets_out(std::string_view name) const {
    return std::ranges::find(names_, name) != names_.end();
}

void CookieDoor::write(const Cookie& cookie, Headers& answer) const {
    if (!lets_out(cookie.name)) throw Broken{"a cookie that the policy does not name: " + cookie.name};
    if (!std::ranges::all_of(cookie.value, is_cookie_octet)) throw Broken{"a cookie value with illegal letters"};
    std::string line = cookie.name + "=" + cookie.value + "; Path=/; HttpOnly; SameSite=Lax";
    if (transport_ == Transport::https) line += "; Secure";
    if (cookie.max_age) line += "; Max-Age=" + std::to_string(cookie.max_age->count());
    answer.add("Set-Cookie", line);
}

std::optional<std::string_view> find_cookie(const Headers& request, std::string_view name) {
    for (std::size_t i = 0; i < request.size(); ++i) {
        const auto field = request.at(i);
        if (!same_word(field.name, "Cookie")) continue;
        auto rest = field.value;
        while (!rest.empty()) {
            const auto end = std::min(rest.find(';'), rest.size());
            auto pair = rest.substr(0, end);
            rest.remove_prefix(std::min(end + 1, rest.size()));
            while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
            if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
                return pair.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}

}  // namespace autojet::http
