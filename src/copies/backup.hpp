// Backups of the data and of the keys, each to a place of its own, while the server runs (policy K1, class backup).
#pragma once

#include <filesystem>
#include <vector>

#include "copies/manifest.hpp"
#include "shop/house.hpp"
#include "store/migrate.hpp"

namespace autojet::copies {

// The folders of an installation, and what its columns say about themselves.
struct Places {
    std::filesystem::path data;
    std::filesystem::path keys;
    std::vector<store::ColumnNote> notes;

    [[nodiscard]] std::filesystem::path database_file() const { return data / "autojet.db"; }
};

struct Backup {
    Kind kind{};
    std::filesystem::path folder;
    std::string digest;  // of its manifest
    Instant made;
};

// In numbers only, beside every backup: a later one brings an older copy of the keys up to date.
inline constexpr std::string_view erasures_name = "erasures.txt";

class Backups {
public:
    Backups(const House& house, privacy::KeyStore& keys, Places places)
        : house_(house), keys_(keys), places_(std::move(places)) {}

    // Writes a new backup into `out`, records it, and deletes those there that are over. Refused with
    // `backup_inside_data` when `out` is inside the data, the keys or the place of the other kind (or holds one of
    // them): one thief would have both.
    Result<Backup> back_up(Kind kind, const std::filesystem::path& out);

    // Deletes the backups in `out` that are over by the shortest period that a shop has published; answers how many.
    std::size_t delete_expired(const std::filesystem::path& out);
    // The same for every folder that this installation has written to.
    std::size_t delete_expired();

    // When a backup that is made now is over.
    [[nodiscard]] Instant expiry(Instant made) const;
    // Erasures before this moment are in no backup any more that may still be there.
    [[nodiscard]] Instant no_backup_is_older_than() const;

private:
    [[nodiscard]] Result<void> check_place(Kind kind, const std::filesystem::path& out) const;
    [[nodiscard]] std::vector<std::filesystem::path> known_folders(Kind kind) const;
    void record(const Backup& backup);
    void record_deleted(const std::filesystem::path& folder);
    void record_lost();

    const House& house_;
    privacy::KeyStore& keys_;
    Places places_;
};

// One line for each: shop, person, class, group, moment.
std::string text_of(const std::vector<privacy::Erasure>& erasures);
// Refused with `no_erasures`, naming the line.
Result<std::vector<privacy::Erasure>> erasures_from(const std::string& text);

}  // namespace autojet::copies
