// What can still be booked, asked from the shop itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

// A service in one vehicle size, and how many bays do it at the same time.
struct Wanted {
    std::string service;
    std::string size;
    int minutes = 0;
    int bays = 0;

    // From "hand-wash:small:45:2"; throws std::invalid_argument.
    static Wanted parse(std::string_view text);
};

struct Slot {
    const Wanted* wanted;
    std::string start;  // RFC 3339, as offered
};

// Slots of the coming year that can all be booked together, shuffled in the same way each time.
std::vector<Slot> free_slots(std::uint16_t port, const std::vector<Wanted>& wanted);

}  // namespace bench
