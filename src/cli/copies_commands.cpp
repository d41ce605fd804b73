#include "cli/copies_commands.hpp"

#include <iostream>

#include "app/installation.hpp"
#include "app/modules.hpp"
#include "cli/answers.hpp"
#include "copies/drill.hpp"
#include "copies/files.hpp"
#include "copies/replay.hpp"
#include "copies/restore.hpp"
#include "privacy/key_rotation.hpp"

namespace autojet::cli {

namespace fs = std::filesystem;

namespace {

std::string day_of(Instant moment) {
    return format_rfc3339(moment).substr(0, 10);
}

// The provider's work stands in the ledger of each shop (policy S3).
void note_in_ledgers(const House& house, std::string_view what) {
    for (const auto& shop : house.shops.all())
        house.database.write(shop.id, [&](store::Tx& tx) -> Result<void> {
            house.ledger.note(tx, what);
            return {};
        });
}

// Keys that are made for a restore open nothing: they would drop every row.
Result<void> need_keys(const app::Config& config) {
    if (fs::exists(privacy::master_file(config.keys)) && fs::exists(config.keys / "keys.db")) return {};
    return refuse(ErrorCode::not_found, "no_keys",
                  "There are no keys in " + config.keys.string() +
                      ": say --keys, or bring them back first with autojet keys restore.");
}

struct Restored {
    std::string trouble;
    std::size_t dropped = 0;
};

// The keys remember where the ledger ended; from now on that is here.
void let_ledger_go_on(const House& house) {
    for (const auto& shop : house.shops.all()) (void)house.checkpoints.sign_newest(shop.id);
}

enum class For { good, trial };

// Puts back, brings up to date, replays; resumes by itself. The marker goes last.
Result<Restored> carry_out(const app::Config& asked, const fs::path& from, For what, copies::ReadManifest& backup) {
    const SystemClock clock;
    auto config = asked;
    config.finishes_restore = true;
    const app::DataLock lock(config.data);
    fs::permissions(config.data, fs::perms::owner_all);
    std::optional<copies::Restore> files;
    Restored restored;
    {
        privacy::KeyStore keys(config.keys);
        auto begun = copies::Restore::of(from, config.data, keys);
        if (!begun) return tl::unexpected(begun.error());
        files.emplace(std::move(*begun));
        backup = files->backup();
        while (files->step()) {
        }
    }
    {
        const app::Installation installation(config, clock);
        const auto places = app::places(config);
        const app::Modules modules(installation.house(), installation.keys(), places);
        copies::Replay replay(installation.house(), installation.keys(), places.notes, modules.holders());
        while (replay.step()) {
        }
        restored.dropped = replay.erased();
        (void)installation.house().database.empty_log();
        restored.trouble = copies::find_trouble(installation.house());
        if (restored.trouble.empty() && what == For::good) {
            let_ledger_go_on(installation.house());
            note_in_ledgers(installation.house(), privacy::backup_restored);
        }
    }
    if (restored.trouble.empty()) files->finish();
    return restored;
}

// What breaks is what a drill is held for.
Result<Restored> try_out(const app::Config& trial, const fs::path& from, copies::ReadManifest& backup) {
    try {
        return carry_out(trial, from, For::trial, backup);
    } catch (const Broken& broken) {
        return Restored{.trouble = broken.what()};
    }
}

int hold_drill(const app::Config& config, const fs::path& from) {
    const SystemClock clock;
    const app::Installation live(config, clock);
    const auto folder = copies::drill_folder(config.data);
    fs::remove_all(folder);
    auto trial = config;
    trial.data = folder;
    copies::ReadManifest backup;
    const auto restored = try_out(trial, from, backup);
    fs::remove_all(folder);
    if (!restored) {
        if (const auto read = copies::read_manifest(from))
            copies::record_drill(live.house(), *read, restored.error().reason);
        return refused(restored.error());
    }
    copies::record_drill(live.house(), backup, restored->trouble);
    if (!restored->trouble.empty())
        return refused({ErrorCode::conflict, "drill_failed", "The drill failed: " + restored->trouble + ".", ""});
    std::cout << "The backup of " << format_rfc3339(backup.manifest.made)
              << " comes back whole; the drill is on record.\n";
    return 0;
}

}  // namespace

int back_up(const app::Config& config, const CopiesOptions& options) {
    if (options.out.empty() && options.keys_to.empty())
        return refused({ErrorCode::invalid, "nowhere", "Say --out for the data, --keys-to for the keys, or both.", ""});
    if (const auto there = need_shop(config); !there) return refused(there.error());
    if (!options.out.empty() && !options.keys_to.empty() &&
        (copies::is_inside(options.out, options.keys_to) || copies::is_inside(options.keys_to, options.out)))
        return refused({ErrorCode::invalid, "backup_inside_data",
                        "Backups of data and keys lie apart: who gets one of them must not get the other.", ""});
    const SystemClock clock;
    const app::Installation installation(config, clock);
    copies::Backups backups(installation.house(), installation.keys(), app::places(config));
    note_in_ledgers(installation.house(), privacy::backup_made);
    const auto make = [&](copies::Kind kind, const fs::path& out) {
        const auto made = backups.back_up(kind, out);
        if (!made) return refused(made.error());
        std::cout << "Backup of the " << copies::code(kind) << ": " << made->folder.string() << "\n"
                  << "  It is over, and will be deleted, on " << day_of(backups.expiry(made->made)) << ".\n";
        return 0;
    };
    // A key is older than its row: the data first.
    if (!options.out.empty())
        if (const int status = make(copies::Kind::data, options.out); status != 0) return status;
    if (options.keys_to.empty()) return 0;
    if (const int status = make(copies::Kind::keys, options.keys_to); status != 0) return status;
    std::cout << "  Without " << privacy::master_file(config.keys).string()
              << " it opens nothing: keep a copy of that file somewhere else, once.\n";
    return 0;
}

int restore(const app::Config& config, const CopiesOptions& options) {
    if (auto keys = need_keys(config); !keys) return refused(keys.error());
    if (options.drill) return hold_drill(config, options.from);
    if (!copies::is_unfinished(config.data) && app::is_set_up(config.data))
        return refused({ErrorCode::conflict, "not_empty",
                        "This folder holds a shop; a backup is restored into an empty folder.", ""});
    copies::ReadManifest backup;
    const auto restored = carry_out(config, options.from, For::good, backup);
    if (!restored) return refused(restored.error());
    if (!restored->trouble.empty())
        return refused({ErrorCode::conflict, "restore_failed",
                        "What was restored is not whole: " + restored->trouble + ". It will not be served.", ""});
    std::cout << "Restored as of " << format_rfc3339(backup.manifest.made) << " into " << config.data.string() << ".\n"
              << "  Dropped because they were erased since, or have no key: rows of " << restored->dropped
              << " persons.\nNext: autojet serve --data " << config.data.string() << " --keys " << config.keys.string()
              << "\n";
    return 0;
}

int restore_keys(const app::Config& config, const CopiesOptions& options) {
    const auto gone = copies::restore_keys(options.from, options.master, config.keys, options.erasures);
    if (!gone) return refused(gone.error());
    std::cout << "Keys are restored into " << config.keys.string() << "; " << *gone
              << " of them belonged to people who were erased since, and are gone.\n";
    return 0;
}

int rotate_keys(const app::Config& config) {
    privacy::KeyRotation rotation(config.keys);
    while (rotation.step()) {
    }
    std::cout << "A new master key has wrapped " << rotation.count() << " keys; the old one is destroyed.\n"
              << "  Older backups of the keys open with the old one only. Make a new backup, and keep a copy of "
              << privacy::master_file(config.keys).string() << " apart from it.\n";
    return 0;
}

}  // namespace autojet::cli
