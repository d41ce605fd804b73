#include "base/id.hpp"

#include <algorithm>

namespace autojet {

namespace {

constexpr int counter_bits = 20;
constexpr Instant epoch = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};

// splitmix64: spreads neighbouring inputs over all 64 bits.
std::uint64_t scatter(std::uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

// An Instant knows whole seconds, so each second begins at a seeded place in its first half and counts on from there.
std::int64_t start_of_second(std::uint64_t seed, Instant now) {
    const auto seconds = std::max<std::int64_t>(0, (now - epoch).count());
    constexpr std::uint64_t half_a_second = std::uint64_t{500} << counter_bits;
    const auto place = scatter(seed ^ scatter(static_cast<std::uint64_t>(seconds))) % half_a_second;
    return ((seconds * 1000) << counter_bits) + static_cast<std::int64_t>(place);
}

}  // namespace

std::int64_t IdSource::draw(Instant now) {
    const auto start = start_of_second(seed_, now);
    auto last = last_.load(std::memory_order_relaxed);
    auto next = last;
    do {
        next = std::max(last + 1, start);
    } while (!last_.compare_exchange_weak(last, next, std::memory_order_relaxed));
    return next;
}

}  // namespace autojet
