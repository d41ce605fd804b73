#pragma once

#include <atomic>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

#include "base/time.hpp"

namespace autojet {

// The number of one thing of one kind; numbers of different kinds do not mix. Zero is "none yet": no source gives it.
template <class Tag>
class Id {
public:
    constexpr Id() = default;
    constexpr explicit Id(std::int64_t value) : value_{value} {}

    constexpr std::int64_t value() const { return value_; }

    friend constexpr auto operator<=>(const Id&, const Id&) = default;

private:
    std::int64_t value_ = 0;
};

struct Shop;
struct Person;

using ShopId = Id<Shop>;
using PersonId = Id<Person>;

// Gives positive 63-bit numbers that grow with time: milliseconds since 2020 in the upper 43 bits, a count from a
// seeded start in the lower 20. Unique and growing within the process even when the clock goes back; lock-free. Two
// processes with different seeds rarely meet, so a primary key still has the last word.
class IdSource {
public:
    explicit IdSource(std::uint64_t seed) : seed_{seed} {}

    template <class T = std::int64_t>
    T next(Instant now) {
        return T{draw(now)};
    }

private:
    std::int64_t draw(Instant now);

    std::uint64_t seed_;
    std::atomic<std::int64_t> last_{0};
};

}  // namespace autojet

template <class Tag>
struct std::hash<autojet::Id<Tag>> {
    std::size_t operator()(autojet::Id<Tag> id) const noexcept { return std::hash<std::int64_t>{}(id.value()); }
};
