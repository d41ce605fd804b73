#include "copies/backup.hpp"

#include <algorithm>
#include <set>

#include "copies/files.hpp"
#include "copies/snapshot.hpp"

namespace autojet::copies {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view insert_copy =
    "INSERT INTO copy_made (shop, copy, kind, folder, digest, made) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_folders =
    "SELECT DISTINCT folder FROM copy_made WHERE shop = $1 AND kind = $2 AND deleted IS NULL";
constexpr std::string_view select_present = "SELECT folder, made FROM copy_made WHERE shop = $1 AND deleted IS NULL";
constexpr std::string_view update_deleted =
    "UPDATE copy_made SET deleted = $3 WHERE shop = $1 AND folder = $2 AND deleted IS NULL";

// Where no version names the class, nothing may be kept.
constexpr policy::Period not_at_all{0, policy::Unit::hours, policy::After::writing};
// An erasure is remembered a little longer than any backup lives.
constexpr std::chrono::days margin{7};

struct CopyMade;

// "autojet-data-20261122T172512Z"; a second one of the same second ends in "-2".
fs::path free_folder(const fs::path& out, Kind kind, Instant made) {
    std::string time = format_rfc3339(made);
    std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
    const auto name = "autojet-" + std::string(code(kind)) + "-" + time;
    auto folder = out / name;
    for (int count = 2; fs::exists(folder); ++count) folder = out / (name + "-" + std::to_string(count));
    return folder;
}

bool is_backup_name(const std::string& name) {
    return name.starts_with("autojet-data-") || name.starts_with("autojet-keys-");
}

}  // namespace

Result<Backup> Backups::back_up(Kind kind, const fs::path& asked) {
    const auto out = fs::absolute(asked).lexically_normal();
    if (auto fine = check_place(kind, out); !fine) return tl::unexpected(fine.error());
    fs::create_directories(out);
    delete_expired(out);

    const auto now = house_.clock.now();
    Backup backup{kind, free_folder(out, kind, now), {}, now};
    prepare_seal(keys_, now);
    NewFolder folder(backup.folder);
    Manifest manifest{.kind = kind, .made = now, .files = {}, .rows = {}};
    manifest.rows = kind == Kind::data
                        ? take_snapshot(places_.database_file(), folder.path() / "autojet.db", places_.notes)
                        : take_snapshot(places_.keys / "keys.db", folder.path() / "keys.db", {});
    write_private(folder.path() / erasures_name, text_of(keys_.erasures()));
    backup.digest = write_manifest(folder.path(), std::move(manifest), keys_);
    folder.finish();
    record(backup);
    return backup;
}

Result<void> Backups::check_place(Kind kind, const fs::path& out) const {
    auto others = known_folders(kind == Kind::data ? Kind::keys : Kind::data);
    others.push_back(places_.data);
    others.push_back(places_.keys);
    for (const auto& other : others)
        if (is_inside(out, other) || is_inside(other, out))
            return refuse(ErrorCode::invalid, "backup_inside_data",
                          "A backup lies apart from data and keys, and a backup of the keys apart from those of the "
                          "data: who gets one of them must not get the other.");
    return {};
}

std::vector<fs::path> Backups::known_folders(Kind kind) const {
    std::set<fs::path> folders;
    for (const auto& shop : house_.shops.all())
        house_.database.read(shop.id, [&](store::Tx& tx) {
            tx.each(
                select_folders, [&](const store::Row& row) { folders.insert(fs::path(row.text(0)).parent_path()); },
                code(kind));
            return true;
        });
    return {folders.begin(), folders.end()};
}

std::size_t Backups::delete_expired(const fs::path& out) {
    if (!fs::is_directory(out)) return 0;
    std::size_t count = 0;
    for (const auto& entry : std::vector(fs::directory_iterator(out), fs::directory_iterator{})) {
        const auto name = entry.path().filename().string();
        if (!entry.is_directory() || !is_backup_name(name)) continue;
        if (name.ends_with(unfinished)) {
            fs::remove_all(entry.path());
            continue;
        }
        const auto read = read_manifest(entry.path());
        if (!read || expiry(read->manifest.made) > house_.clock.now()) continue;
        fs::remove_all(entry.path());
        sync(out);
        record_deleted(entry.path());
        ++count;
    }
    return count;
}

std::size_t Backups::delete_expired() {
    std::size_t count = 0;
    for (const auto kind : {Kind::data, Kind::keys})
        for (const auto& folder : known_folders(kind)) count += delete_expired(folder);
    record_lost();
    return count;
}

// What somebody else has deleted. A disk that is away is another matter.
void Backups::record_lost() {
    std::set<fs::path> lost;
    for (const auto& shop : house_.shops.all())
        house_.database.read(shop.id, [&](store::Tx& tx) {
            tx.each(select_present, [&](const store::Row& row) {
                const fs::path folder = row.text(0);
                const auto made = row.instant(1);
                if (expiry(made) <= tx.now() && fs::is_directory(folder.parent_path()) && !fs::exists(folder))
                    lost.insert(folder);
            });
            return true;
        });
    for (const auto& folder : lost) record_deleted(folder);
}

Instant Backups::expiry(Instant made) const {
    auto first = Instant::max();
    for (const auto& shop : house_.shops.all()) {
        const auto period = house_.policies.of(shop.id)->published.period(policy::RetentionClass::backup);
        first = std::min(first, policy::ends(period.value_or(not_at_all), made));
    }
    return first;
}

Instant Backups::no_backup_is_older_than() const {
    const auto now = house_.clock.now();
    return now - (expiry(now) - now) - margin;
}

void Backups::record(const Backup& backup) {
    for (const auto& shop : house_.shops.all())
        (void)house_.database.write(shop.id, [&](store::Tx& tx) -> Result<void> {
            tx.run(insert_copy, tx.new_id<CopyMade>(), code(backup.kind), backup.folder.string(), backup.digest,
                   backup.made);
            return {};
        });
}

void Backups::record_deleted(const fs::path& folder) {
    for (const auto& shop : house_.shops.all())
        (void)house_.database.write(shop.id, [&](store::Tx& tx) -> Result<void> {
            tx.run(update_deleted, folder.string(), tx.now());
            return {};
        });
}

}  // namespace autojet::copies
