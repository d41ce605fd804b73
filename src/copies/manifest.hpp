// What a backup says about itself: of which moment it is, its files with their digests, how many rows it holds. It is
// sealed by a key of the installation, so that it cannot be altered unseen, and opens with the keys it belongs to.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"
#include "privacy/key_store.hpp"

namespace autojet::copies {

enum class Kind { data, keys };
std::string_view code(Kind kind);

struct Manifest {
    Kind kind{};
    Instant made;
    std::map<std::string, std::string> files;  // name, BLAKE2b-256 in hex
    std::map<std::string, std::int64_t> rows;  // of each table
};

inline constexpr std::string_view manifest_name = "manifest.txt";

// Makes the key that seals manifests, so that it is in a backup of the keys itself.
void prepare_seal(privacy::KeyStore& keys, Instant now);

// Digests the files of `folder` that it does not name yet, and writes the manifest beside them; answers its digest.
std::string write_manifest(const std::filesystem::path& folder, Manifest manifest, privacy::KeyStore& keys);

struct ReadManifest {
    Manifest manifest;
    std::string digest;
};

// Refused with `no_backup` when there is none to be read.
Result<ReadManifest> read_manifest(const std::filesystem::path& folder);
// Refuses with `backup_altered`, naming the file, when a file is missing, altered or not named.
Result<void> check_files(const std::filesystem::path& folder, const Manifest& manifest);
// Refuses with `other_keys` when the manifest was altered, or sealed with the keys of another installation.
Result<void> check_seal(const std::filesystem::path& folder, privacy::KeyStore& keys);

}  // namespace autojet::copies
