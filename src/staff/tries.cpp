#include "staff/tries.hpp"

#include "staff/accounts.hpp"

namespace autojet::staff {

namespace {

const http::RateBudget tries_of_address{"address", 10, std::chrono::minutes{10}};
const http::RateBudget tries_of_account{"account", 10, std::chrono::minutes{10}};

}  // namespace

Error too_many_tries(std::string_view field) {
    return {ErrorCode::rate_limited, "too_many", "Too many tries. Please wait a few minutes.", std::string(field)};
}

bool Tries::has_left(ShopId shop, const EmailAddress& email) {
    const auto digest = house_.vault.shop_digest(shop, use_of_email, email.key(), house_.clock.now());
    return !addresses_.admit(tries_of_address, store::as_text(digest));
}

bool Tries::has_left(ShopId shop, PersonId account) {
    const auto key = std::to_string(shop.value()) + ":" + std::to_string(account.value());
    return !accounts_.admit(tries_of_account, key);
}

}  // namespace autojet::staff
