// What the commands share: where the data lies, which shop is meant, and how a refusal is told.
#pragma once

#include <string>

#include "app/config.hpp"
#include "shop/house.hpp"

namespace CLI {
class App;
}

namespace autojet::cli {

// The options --data and --keys.
void take_data(CLI::App& command, app::Config& config);
// --keys alone.
void take_keys(CLI::App& command, app::Config& config);

// Refused with `not_set_up` when the data folder holds no shop.
Result<void> need_shop(const app::Config& config);

// The shop of this host name. Refused with `unknown_host`.
Result<ShopId> shop_at(const House& house, const std::string& host);
// The same; the first shop when no host is named.
Result<ShopId> shop_of(const House& house, const std::string& host);

// Prints why, and answers with the exit status.
int refused(const Error& error);

}  // namespace autojet::cli
