// Many clients at once on one thread, each on a connection that it keeps.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

struct Tally {
    std::size_t accepted = 0;  // answered as wanted
    std::size_t others = 0;
    std::string first_other;  // what the first of them was told
    std::chrono::duration<double> took{};
    std::vector<std::chrono::duration<double, std::milli>> waits;  // sorted
};

// Sends each request once; every client has one under way until none is left. An answer is wanted with this status.
Tally send_all(std::uint16_t port, const std::vector<std::string>& requests, std::size_t clients, int wanted_status);

}  // namespace bench
