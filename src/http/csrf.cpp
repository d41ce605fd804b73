#include "http/csrf.hpp"

#include <sodium.h>

namespace autojet::http {

namespace {

constexpr std::size_t mac_size = 32;
constexpr auto base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using Mac = std::array<unsigned char, mac_size>;
using Masked = std::array<unsigned char, 2 * mac_size>;

template <std::size_t size>
std::string to_text(const std::array<unsigned char, size>& bytes) {
    std::string text(sodium_base64_ENCODED_LEN(size, base64), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), size, base64);
    text.pop_back();  // the terminating zero
    return text;
}

Mac mac_of(const SecretKey& key, std::string_view form_cookie, std::string_view session) {
    std::string message{form_cookie};
    message += '\0';
    message += session;
    Mac mac{};
    crypto_generichash(mac.data(), mac.size(), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
                       key.data(), key.size());
    return mac;
}

bool matches(const Mac& mac, std::string_view token) {
    Masked masked{};
    std::size_t size = 0;
    if (sodium_base642bin(masked.data(), masked.size(), token.data(), token.size(), nullptr, &size, nullptr, base64) !=
            0 ||
        size != masked.size())
        return false;
    for (std::size_t i = 0; i < mac_size; ++i) masked[mac_size + i] ^= masked[i];
    return sodium_memcmp(mac.data(), masked.data() + mac_size, mac_size) == 0;
}

// Whether the browser says that another site sent this. Sec-Fetch-Site is the better witness; without it, Origin has to
// name the host that was asked ("null" names none).
bool is_cross_site(const Headers& headers) {
    const auto site = headers.find("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") return true;
    const auto origin = headers.find("Origin");
    if (!origin || (*origin == "null" && site)) return false;
    const auto scheme_end = origin->find("://");
    return scheme_end == std::string_view::npos || !same_word(origin->substr(scheme_end + 3), headers.get("Host"));
}

}  // namespace

SecretKey random_key() {
    SecretKey key{};
    randombytes_buf(key.data(), key.size());
    return key;
}

CsrfGuard::CsrfGuard(SecretKey key, std::string session_cookie)
    : key_{key}, session_cookie_{std::move(session_cookie)} {}

std::string CsrfGuard::new_cookie() const {
    std::array<unsigned char, 16> random{};
    randombytes_buf(random.data(), random.size());
    return to_text(random);
}

std::string CsrfGuard::token(std::string_view form_cookie, std::string_view session) const {
    const auto mac = mac_of(key_, form_cookie, session);
    Masked masked{};
    randombytes_buf(masked.data(), mac_size);
    for (std::size_t i = 0; i < mac_size; ++i) masked[mac_size + i] = mac[i] ^ masked[i];
    return to_text(masked);
}

Result<void> CsrfGuard::check(const Request& request) const {
    if (is_cross_site(request.headers))
        return refuse(ErrorCode::forbidden, "cross_site", "This form was sent from another site.");
    const auto cookie = request.cookie(cookie_name);
    const auto session = request.cookie(session_cookie_).value_or(std::string_view{});
    const auto in_header = request.headers.find(header_name);
    const auto in_form = request.form().find(field_name);
    const auto token = in_header ? in_header : in_form;
    if (!cookie || cookie->empty() || !token || !matches(mac_of(key_, *cookie, session), *token))
        return refuse(ErrorCode::forbidden, "forged_form", "This form has expired. Please go back and send it again.");
    return {};
}

}  // namespace autojet::http
