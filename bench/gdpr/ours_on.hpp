// AutoJet with its locks on. As in the shop, each record is the record of a person of its own with a key of its own;
// its owner is the person that the desk has linked it to.
#pragma once

#include <filesystem>

#include "gdpr/engine.hpp"

namespace bench::gdpr {

// Makes the folder and fills it with the records.
std::unique_ptr<Engine> load_ours_on(const std::filesystem::path& folder);

}  // namespace bench::gdpr
