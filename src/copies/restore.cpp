#include "copies/restore.hpp"

#include "copies/backup.hpp"
#include "copies/drill.hpp"
#include "copies/files.hpp"

namespace autojet::copies {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view marker = "restoring";
constexpr std::string_view copying = "copying";
constexpr std::string_view replaying = "replaying";
constexpr std::string_view database = "autojet.db";

// "DIGEST copying": which backup, and how far.
struct Mark {
    std::string digest;
    std::string stage;
};

std::optional<Mark> find_mark(const fs::path& data) {
    if (!fs::exists(data / marker)) return std::nullopt;
    const auto text = read_file(data / marker);
    const auto space = text.find(' ');
    return Mark{text.substr(0, space), space == std::string::npos ? "" : text.substr(space + 1)};
}

bool holds_nothing(const fs::path& folder) {
    if (!fs::exists(folder)) return true;
    for (const auto& entry : fs::directory_iterator(folder))
        if (const auto name = entry.path().filename(); name != "lock" && name != std::string(marker) + ".part")
            return false;
    return true;
}

tl::unexpected<Error> not_empty() {
    return refuse(ErrorCode::conflict, "not_empty",
                  "A backup is restored into an empty folder; nothing was changed here.");
}

Result<ReadManifest> checked(const fs::path& backup, Kind kind) {
    auto read = read_manifest(backup);
    if (!read) return read;
    if (read->manifest.kind != kind)
        return kind == Kind::data
                   ? refuse(ErrorCode::invalid, "no_data", "This is a backup of keys: autojet keys restore.")
                   : refuse(ErrorCode::invalid, "no_keys", "This is a backup of data: autojet restore.");
    if (auto fine = check_files(backup, read->manifest); !fine) return tl::unexpected(fine.error());
    return read;
}

}  // namespace

Result<Restore> Restore::of(const fs::path& backup, const fs::path& data, privacy::KeyStore& keys) {
    auto read = checked(backup, Kind::data);
    if (!read) return tl::unexpected(read.error());
    if (auto fine = check_seal(backup, keys); !fine) return tl::unexpected(fine.error());
    const auto mark = find_mark(data);
    if (mark && mark->digest != read->digest)
        return refuse(ErrorCode::conflict, "other_restore",
                      "Another backup is being restored into this folder: finish that, or empty the folder.");
    if (!mark && !holds_nothing(data)) return not_empty();
    Restore restore(backup, data, std::move(*read));
    if (!mark) restore.mark(copying);
    return restore;
}

void Restore::mark(std::string_view stage) const {
    write_private(data_ / marker, read_.digest + " " + std::string(stage));
}

bool Restore::step() {
    const auto mark_now = find_mark(data_);
    if (!mark_now || mark_now->stage == replaying) return false;
    for (const auto* rest : {"-wal", "-shm"}) fs::remove(data_ / (std::string(database) + rest));
    copy_private(from_ / database, data_ / database);
    // What arrived is what was checked.
    if (digest_of_file(data_ / database) != read_.manifest.files.at(std::string(database)))
        throw Broken("the backup changed while it was copied");
    if (const auto damage = find_damage(data_ / database, read_.manifest); !damage.empty())
        throw Broken("what the backup brings back is not whole: " + damage);
    sync(data_);
    mark(replaying);
    return true;
}

void Restore::finish() {
    fs::remove(data_ / marker);
    sync(data_);
}

bool is_unfinished(const fs::path& data) {
    return fs::exists(data / marker);
}

void refuse_unfinished(const fs::path& data) {
    if (is_unfinished(data))
        throw Broken("a restore into this folder has not ended: run the same autojet restore again, then serve");
}

Result<std::size_t> restore_keys(const fs::path& backup, const fs::path& master, const fs::path& keys,
                                 const std::vector<fs::path>& erasures) {
    const auto read = checked(backup, Kind::keys);
    if (!read) return tl::unexpected(read.error());
    if (fs::exists(keys) && !fs::is_empty(keys)) return not_empty();
    std::vector<privacy::Erasure> gone;
    for (const auto& file : erasures) {
        auto some = erasures_from(read_file(file));
        if (!some) return tl::unexpected(some.error());
        gone.insert(gone.end(), some->begin(), some->end());
    }

    NewFolder folder(keys);
    copy_private(backup / "keys.db", folder.path() / "keys.db");
    copy_private(master, folder.path() / "master.key");
    std::size_t count = 0;
    {
        privacy::KeyStore store(folder.path());
        if (auto fine = check_seal(backup, store); !fine) return tl::unexpected(fine.error());
        count = store.replay(store.erasures()) + store.replay(gone);
    }
    folder.finish();
    return count;
}

}  // namespace autojet::copies
