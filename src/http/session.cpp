#include "http/session.hpp"

#include <sodium.h>

#include <array>

namespace autojet::http {

std::string new_session_token() {
    std::array<unsigned char, 32> random{};
    randombytes_buf(random.data(), random.size());
    std::string token(sodium_base64_ENCODED_LEN(random.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(token.data(), token.size(), random.data(), random.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    token.pop_back();  // the terminating zero
    return token;
}

Cookie session_cookie(std::string token, std::chrono::seconds max_age) {
    return {std::string{session_cookie_name}, std::move(token), max_age};
}

Cookie forget_session_cookie() {
    return {std::string{session_cookie_name}, "", std::chrono::seconds{0}};
}

}  // namespace autojet::http
