#include <CLI/CLI.hpp>

#include "cli/answers.hpp"
#include "cli/copies_commands.hpp"

namespace autojet::cli {

CopiesCommands add_copies_commands(CLI::App& program, app::Config& config, CopiesOptions& options) {
    CopiesCommands commands;
    commands.backup = program.add_subcommand("backup", "Back up data and keys, each to a place of its own");
    take_data(*commands.backup, config);
    commands.backup->add_option("--out", options.out, "Folder for backups of the data");
    commands.backup->add_option("--keys-to", options.keys_to, "Folder for backups of the keys, elsewhere");

    commands.restore = program.add_subcommand("restore", "Bring a backup of the data back; erased people stay erased");
    commands.restore->add_option("--from", options.from, "The backup")->required()->check(CLI::ExistingDirectory);
    commands.restore->add_option("--data", config.data, "An empty folder; with --drill the live data")->required();
    take_keys(*commands.restore, config);
    commands.restore->add_flag("--drill", options.drill, "Only try it, beside the live data, and put that on record");

    auto& keys = *program.add_subcommand("keys", "The keys of this installation")->require_subcommand(1);
    commands.keys_restore =
        keys.add_subcommand("restore", "Bring a backup of the keys back; erased people stay erased");
    commands.keys_restore->add_option("--from", options.from, "The backup")->required()->check(CLI::ExistingDirectory);
    commands.keys_restore->add_option("--master", options.master, "The master key that was kept apart")
        ->required()
        ->check(CLI::ExistingFile);
    commands.keys_restore->add_option("--keys", config.keys, "An empty folder")->required();
    commands.keys_restore
        ->add_option("--erasures", options.erasures, "erasures.txt of a newer backup, of data or keys; may be repeated")
        ->check(CLI::ExistingFile);

    commands.keys_rotate =
        keys.add_subcommand("rotate", "Make a new master key and destroy the old one; no server runs");
    take_data(*commands.keys_rotate, config);
    return commands;
}

std::optional<int> run_copies_command(const CopiesCommands& commands, const app::Config& config,
                                      const CopiesOptions& options) {
    if (commands.backup->parsed()) return back_up(config, options);
    if (commands.restore->parsed()) return restore(config, options);
    if (commands.keys_restore->parsed()) return restore_keys(config, options);
    if (commands.keys_rotate->parsed()) return rotate_keys(config);
    return std::nullopt;
}

}  // namespace autojet::cli
