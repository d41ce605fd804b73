// How long it takes to erase one person, when few and when many are there.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace bench::gdpr {

using Milliseconds = std::chrono::duration<double, std::milli>;

struct ErasureTimes {
    Milliseconds median{};
    Milliseconds nine_of_ten{};
};

// Fills a new folder with that many customers, each with a name, an address, a number and a plate, and erases
// `erasures` of them one after another, from all over, through the product's own path.
ErasureTimes time_erasures(const std::filesystem::path& folder, std::int64_t persons, int erasures);

}  // namespace bench::gdpr
