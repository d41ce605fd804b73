// Folders that appear whole or not at all, for their owner alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "store/files.hpp"

namespace autojet::copies {

using store::read_file;
using store::sync;
using store::write_private;

// All throw Broken when the disk does not play along; it names the file.

// Copies it with mode 0600 and makes it durable.
void copy_private(const std::filesystem::path& from, const std::filesystem::path& to);

// BLAKE2b-256 (RFC 7693), hex.
std::string digest_of_file(const std::filesystem::path& file);

bool is_inside(const std::filesystem::path& inner, const std::filesystem::path& outer);

// A new folder under a name that says that it is unfinished, until finish() gives it its own.
class NewFolder {
public:
    explicit NewFolder(std::filesystem::path wanted);
    // Takes away what was not finished.
    ~NewFolder();
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    void finish();

private:
    std::filesystem::path wanted_;
    std::filesystem::path path_;
};

// What unfinished folders end in.
inline constexpr std::string_view unfinished = ".unfinished";

}  // namespace autojet::copies
