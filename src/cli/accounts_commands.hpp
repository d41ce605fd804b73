// The accounts at the command line (policy P3): what was issued, as files.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/config.hpp"

namespace CLI {
class App;
}

namespace autojet::cli {

class AccountsCommands {
public:
    // Adds `invoices export` and `accounts export`; what it is given lands in `config` and here.
    void add_to(CLI::App& program, app::Config& config);

    // The exit status, when it was called.
    [[nodiscard]] std::optional<int> run(const app::Config& config) const;

private:
    CLI::App* export_ = nullptr;
    CLI::App* books_ = nullptr;
    std::string host_;
    std::string format_;
    std::string profile_;
    std::filesystem::path out_;
    std::optional<int> year_;
};

}  // namespace autojet::cli
