#include "cli/answers.hpp"

#include <iostream>

#include <CLI/CLI.hpp>

#include "app/installation.hpp"

namespace autojet::cli {

void take_data(CLI::App& command, app::Config& config) {
    command.add_option("--data", config.data, "Folder of the data")->required();
    take_keys(command, config);
}

void take_keys(CLI::App& command, app::Config& config) {
    command.add_option("--keys", config.keys, "Folder of the keys; default: DATA-keys, beside the data");
}

Result<void> need_shop(const app::Config& config) {
    if (app::is_set_up(config.data)) return {};
    return refuse(ErrorCode::not_found, "not_set_up", "This data folder holds no shop; run autojet init.");
}

Result<ShopId> shop_at(const House& house, const std::string& host) {
    if (const auto shop = house.shops.find_by_host(host)) return *shop;
    return refuse(ErrorCode::not_found, "unknown_host", "No shop has this host name.", "host");
}

Result<ShopId> shop_of(const House& house, const std::string& host) {
    return host.empty() ? house.shops.all().front().id : shop_at(house, host);
}

int refused(const Error& error) {
    std::cerr << "autojet: " << error.message << (error.field.empty() ? "" : " (" + error.field + ")") << "\n";
    return exit_code(error.code);
}

}  // namespace autojet::cli
