#include "staff/password.hpp"

#include <sodium.h>

#include <array>

#include "base/text.hpp"

namespace autojet::staff {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19 * 1024 * 1024;

}  // namespace

Result<void> check_password(std::string_view password) {
    const auto refused = [](std::string reason, std::string message) {
        return refuse(ErrorCode::invalid, std::move(reason), std::move(message), "password");
    };
    if (password.empty()) return refused("required", "Please fill this in.");
    if (!is_utf8(password))
        return refused("not_text", "This contains characters that we cannot read. Please type it again.");
    if (count_characters(password) < shortest_password)
        return refused("too_short", "A password has at least 12 characters.");
    if (count_characters(password) > longest_password)
        return refused("too_long", "A password has at most 200 characters.");
    return {};
}

std::string Passwords::hash(std::string_view password) {
    const std::scoped_lock lock(one_at_a_time_);
    std::array<char, crypto_pwhash_STRBYTES> text{};
    if (crypto_pwhash_str(text.data(), password.data(), password.size(), passes, memory) != 0)
        throw Broken("there is not enough memory for a password");
    return text.data();
}

bool Passwords::matches(const std::optional<std::string>& hash, std::string_view password) {
    if (!hash) {
        static_cast<void>(this->hash(password));
        return false;
    }
    const std::scoped_lock lock(one_at_a_time_);
    return crypto_pwhash_str_verify(hash->c_str(), password.data(), password.size()) == 0;
}

}  // namespace autojet::staff
