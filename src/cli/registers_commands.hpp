// What the provider of the system does for a shop as a whole (policy S3), and the record of processing.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/config.hpp"

namespace CLI {
class App;
}

namespace autojet::cli {

class RegistersCommands {
public:
    // Adds `shop export`, `shop delete` and `policy record`; what they are given lands in `config` and here.
    void add_to(CLI::App& shop_command, CLI::App& policy_command, app::Config& config);

    // The exit status, when one of them was called.
    [[nodiscard]] std::optional<int> run(const app::Config& config) const;

private:
    CLI::App* export_ = nullptr;
    CLI::App* delete_ = nullptr;
    CLI::App* record_ = nullptr;
    std::string host_;
    std::string confirmed_;
    std::string language_ = "en";
    std::filesystem::path out_;
    std::filesystem::path proof_;
    bool json_ = false;
};

}  // namespace autojet::cli
