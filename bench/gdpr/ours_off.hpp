// AutoJet's store with every lock off: the same tables in the clear, no key, no gate, no ledger.
#pragma once

#include <filesystem>

#include "gdpr/engine.hpp"

namespace bench::gdpr {

// Makes the folder and fills it with the records.
std::unique_ptr<Engine> load_ours_off(const std::filesystem::path& folder);

}  // namespace bench::gdpr
