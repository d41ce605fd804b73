#include "staff/totp.hpp"

#include <liboath/oath.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "base/result.hpp"
#include "http/percent.hpp"

namespace autojet::staff {

namespace {

constexpr std::size_t secret_bytes = 20;
constexpr std::size_t most_digits = 8;
constexpr std::chrono::seconds step_length{30};

// liboath is made ready once, before the first code.
void start() {
    static const bool ready = oath_init() == OATH_OK;
    if (!ready) throw Broken("liboath cannot be used");
}

}  // namespace

std::string new_totp_secret() {
    std::string secret(secret_bytes, '\0');
    randombytes_buf(secret.data(), secret.size());
    return secret;
}

std::int64_t totp_step(Instant now) {
    return now.time_since_epoch() / step_length;
}

std::string totp_code(std::string_view secret, std::int64_t step, unsigned digits) {
    start();
    std::array<char, most_digits + 1> code{};
    if (oath_hotp_generate(secret.data(), secret.size(), static_cast<std::uint64_t>(step), digits, false,
                           OATH_HOTP_DYNAMIC_TRUNCATION, code.data()) != OATH_OK)
        throw Broken("liboath makes no code");
    return code.data();
}

std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view typed, Instant now,
                                          std::int64_t last_step) {
    std::optional<std::int64_t> found;
    const auto present = totp_step(now);
    for (auto step = present - 1; step <= present + 1; ++step) {
        const auto code = totp_code(secret, step);
        const bool same = code.size() == typed.size() && sodium_memcmp(code.data(), typed.data(), code.size()) == 0;
        if (same && step > last_step) found = step;
    }
    return found;
}

std::string totp_secret_text(std::string_view secret) {
    char* text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(secret.data(), secret.size(), &text, &length) != OATH_OK)
        throw Broken("liboath writes no base32");
    const std::unique_ptr<char, decltype(&std::free)> owned(text, &std::free);
    std::string written(text, length);
    std::erase(written, '=');
    return written;
}

std::string totp_secret_from(const std::string& text) {
    char* secret = nullptr;
    std::size_t length = 0;
    if (oath_base32_decode(text.data(), text.size(), &secret, &length) != OATH_OK)
        throw Broken("this is no secret for codes");
    const std::unique_ptr<char, decltype(&std::free)> owned(secret, &std::free);
    return {secret, length};
}

std::string in_groups_of_four(std::string_view text, char between) {
    std::string grouped;
    for (std::size_t n = 0; n < text.size(); ++n) {
        if (n > 0 && n % 4 == 0) grouped += between;
        grouped += text[n];
    }
    return grouped;
}

std::string totp_uri(std::string_view secret_text, std::string_view issuer, std::string_view account) {
    const auto shop = http::encode_percent(issuer);
    return "otpauth://totp/" + shop + ":" + http::encode_percent(account) + "?secret=" + std::string(secret_text) +
           "&issuer=" + shop;
}

}  // namespace autojet::staff
