// What happens by chance in a demo shop: the same seed gives the same.
#pragma once

#include <chrono>
#include <cstdint>
#include <random>

#include "base/result.hpp"

namespace autojet::cli {

class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    // From 0 to before `end`.
    int below(int end) { return static_cast<int>(random_() % static_cast<std::uint64_t>(end)); }
    int between(int first, int last) { return first + below(last - first + 1); }
    bool percent(int of_a_hundred) { return below(100) < of_a_hundred; }
    bool one_of(int many) { return below(many) == 0; }
    std::chrono::minutes minutes(int first, int last) { return std::chrono::minutes{between(first, last)}; }

    template <class T>
    auto& pick(T&& of) {
        return of[random_() % of.size()];
    }

private:
    std::mt19937_64 random_;
};

// What the demo does is what the desk may do: a refusal is a defect of the demo.
template <class T>
T sure(Result<T> result) {
    if (!result) throw Broken("the demo was refused: " + result.error().reason);
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace autojet::cli
