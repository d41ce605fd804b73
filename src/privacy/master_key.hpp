// The file of the master key, which wraps all others: mode 0600, in the folder of the keys and in no backup.
#pragma once

#include <array>
#include <filesystem>

namespace autojet::privacy {

using Key = std::array<unsigned char, 32>;

std::filesystem::path master_file(const std::filesystem::path& folder);
// The one that takes over, as long as a rotation is under way.
std::filesystem::path next_master_file(const std::filesystem::path& folder);
// The one that was replaced, for the moment until it is destroyed.
std::filesystem::path old_master_file(const std::filesystem::path& folder);

// Throws Broken when it cannot be read, is not 32 bytes long, or other users may read it.
Key read_master(const std::filesystem::path& file);
// A new one: whole on disk, or not there at all.
Key make_master(const std::filesystem::path& file);
// Reads it, or makes it where there are no keys yet. Throws Broken when there are keys without it, and when a rotation
// was interrupted.
Key obtain_master(const std::filesystem::path& folder);
// Writes over it before it goes. Absent is fine.
void destroy_master(const std::filesystem::path& file);

// Who works with the keys shares the folder; who wraps all of them anew needs it alone.
class KeyFolderLock {
public:
    enum class Use { shared, alone };
    // Makes the folder when it is absent. Throws Broken when the folder is in use otherwise.
    KeyFolderLock(const std::filesystem::path& folder, Use use);
    ~KeyFolderLock();
    KeyFolderLock(const KeyFolderLock&) = delete;
    KeyFolderLock& operator=(const KeyFolderLock&) = delete;

private:
    int descriptor_ = -1;
};

}  // namespace autojet::privacy
