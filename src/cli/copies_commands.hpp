// Backups, restores, drills and the change of the master key. Each prints what it did and answers with the exit status.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "app/config.hpp"

namespace CLI {
class App;
}

namespace autojet::cli {

struct CopiesOptions {
    std::filesystem::path out;      // of `backup`: where the data goes; empty: no backup of the data
    std::filesystem::path keys_to;  // where the keys go; empty: no backup of the keys
    std::filesystem::path from;     // the backup that is restored
    bool drill = false;             // only tried, beside the live data
    std::filesystem::path master;   // of `keys restore`
    std::vector<std::filesystem::path> erasures;
};

int back_up(const app::Config& config, const CopiesOptions& options);
// Into config.data; with `drill` into a folder of its own that goes again.
int restore(const app::Config& config, const CopiesOptions& options);
int restore_keys(const app::Config& config, const CopiesOptions& options);
int rotate_keys(const app::Config& config);

// The commands with their options; a parsed one is run by run_copies_command.
struct CopiesCommands {
    CLI::App* backup = nullptr;
    CLI::App* restore = nullptr;
    CLI::App* keys_restore = nullptr;
    CLI::App* keys_rotate = nullptr;
};
CopiesCommands add_copies_commands(CLI::App& program, app::Config& config, CopiesOptions& options);
// Nothing when none of them was given.
std::optional<int> run_copies_command(const CopiesCommands& commands, const app::Config& config,
                                      const CopiesOptions& options);

}  // namespace autojet::cli
