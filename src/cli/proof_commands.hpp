// Commands that look whether the program keeps its word.
#pragma once

#include <string>

#include "app/config.hpp"
#include "base/language.hpp"

namespace autojet::cli {

struct ProofWanted {
    std::string host;  // of one shop; empty: all of them
    Language language{};
    bool as_json = false;
};

// Looks now, keeps what it saw for the page /privacy/proof, and prints it. 1 when a promise is not kept.
int prove(const app::Config& config, const ProofWanted& wanted);

// 1 when the chain of a shop does not hold.
int verify_ledgers(const app::Config& config);

}  // namespace autojet::cli
