// Bringing a backup back, into a folder that is empty. Nothing serves that folder before the restore has ended, and a
// restore that was interrupted goes on where it was (GDPR 17(1), 32(1)(c)).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "copies/manifest.hpp"

namespace autojet::copies {

// The data of a backup. Afterwards the tables are brought up to date and a Replay is run; then finish() it.
class Restore {
public:
    // Refused with `no_backup`, `no_data` (a backup of keys), `backup_altered`, `other_keys`, `not_empty` when `data`
    // holds anything, or `other_restore` when another backup is being restored there. The folder's lock is the
    // caller's.
    static Result<Restore> of(const std::filesystem::path& backup, const std::filesystem::path& data,
                              privacy::KeyStore& keys);

    // The next step of putting the files back; false when they are there. Throws Broken when they are damaged.
    bool step();
    // From now on the folder may be served.
    void finish();

    [[nodiscard]] const ReadManifest& backup() const { return read_; }

private:
    Restore(std::filesystem::path from, std::filesystem::path data, ReadManifest read)
        : from_(std::move(from)), data_(std::move(data)), read_(std::move(read)) {}

    void mark(std::string_view stage) const;

    std::filesystem::path from_, data_;
    ReadManifest read_;
};

// Whether a restore into this folder has begun and not ended.
bool is_unfinished(const std::filesystem::path& data);
// Throws Broken when it is.
void refuse_unfinished(const std::filesystem::path& data);

// The keys of a backup and the master key that the owner kept, into a folder that is empty: whole or not at all. The
// erasures that the backup knows, and those of the files, are carried out again before (GDPR 17(1)); answers how many
// keys that took. Refused with `no_backup`, `no_keys` (a backup of data), `backup_altered`, `not_empty`, `no_erasures`.
// Throws Broken when the master key is another.
Result<std::size_t> restore_keys(const std::filesystem::path& backup, const std::filesystem::path& master,
                                 const std::filesystem::path& keys, const std::vector<std::filesystem::path>& erasures);

}  // namespace autojet::copies
