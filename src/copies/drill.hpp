// A restore that is only tried: the proof that a backup brings the shop back (GDPR 32(1)(c) and (d)).
#pragma once

#include <string>

#include "copies/backup.hpp"
#include "copies/snapshot.hpp"

namespace autojet::copies {

// Where a drill happens, inside the data folder: gone when it has ended, or at the next one.
std::filesystem::path drill_folder(const std::filesystem::path& data);

// What is wrong with restored tables before anything was done to them: damage, or other counts than the manifest says.
// Empty: nothing.
std::string find_damage(const std::filesystem::path& database_file, const Manifest& manifest);

// What is wrong with restored data after its replay: a ledger whose chain is broken. Empty: nothing.
std::string find_trouble(const House& restored);

// Writes into the live data how it ended, for every shop.
void record_drill(const House& house, const ReadManifest& backup, const std::string& trouble);

}  // namespace autojet::copies
