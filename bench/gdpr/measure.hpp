// How many operations an engine performs in a second.
#pragma once

#include <chrono>

#include "gdpr/engine.hpp"

namespace bench::gdpr {

struct Rate {
    double per_second = 0;
    double found = 0;  // share of operations that had a record to work on
};

// Runs `clients` threads for that long, each with its own connection and stream. Throws what an operation threw.
Rate measure(Engine& engine, Workload workload, int clients, std::chrono::duration<double> length);

}  // namespace bench::gdpr
