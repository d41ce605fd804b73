// The policy of a shop from the command line. Each prints its answer and gives the exit status.
#pragma once

#include <string>

#include "app/config.hpp"

namespace autojet::cli {

struct PolicyQuestion {
    std::string host;             // of the shop; empty: the first
    std::string from;             // a version; empty: the one in force
    std::string to;               // a version or "draft"; empty: the draft, or what came before when there is none
    std::string language = "en";  // nl or en
};

// All versions of the shop, newest first, with when they were in force and their fingerprints.
int list_versions(const app::Config& config, const PolicyQuestion& question);
// What one version does otherwise than another, in plain words, marked as more, less or other.
int show_difference(const app::Config& config, const PolicyQuestion& question);

}  // namespace autojet::cli
