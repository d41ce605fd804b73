#pragma once

#include "base/email_address.hpp"
#include "http/limits.hpp"
#include "shop/house.hpp"

namespace autojet::staff {

// What is said beside the field then.
Error too_many_tries(std::string_view field);

// Guesses at one account, counted in memory wherever they come from, so that guessing from many places is slow as well;
// the server counts them for each client.
class Tries {
public:
    explicit Tries(const House& house) : house_(house) {}

    // Passwords: ten in ten minutes for an address, known or not.
    [[nodiscard]] bool has_left(ShopId shop, const EmailAddress& email);
    // Codes, and passwords of who is signed in: ten in ten minutes for an account.
    [[nodiscard]] bool has_left(ShopId shop, PersonId account);

private:
    const House& house_;
    http::RateLimiter addresses_;
    http::RateLimiter accounts_;  // apart: a flood of addresses makes nobody's count forgotten
};

}  // namespace autojet::staff
