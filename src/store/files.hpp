// Files that appear whole or not at all, for their owner alone.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace autojet::store {

// All throw Broken when the disk does not play along; it names the file, without its folder.

// Mode 0600, whole on disk, or not there at all. Follows no link.
void write_private(const std::filesystem::path& file, std::string_view content);

std::string read_file(const std::filesystem::path& file);

// Makes a file or a folder durable.
void sync(const std::filesystem::path& path);

}  // namespace autojet::store
