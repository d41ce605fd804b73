#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/csrf.hpp"
#include "http/router.hpp"

namespace autojet::http {

// Counts per client, in memory, for minutes: a bucket that has filled up again is forgotten (policy D0, T1).
class RateLimiter {
public:
    using Clock = std::chrono::steady_clock;

    // Beyond `capacity` clients the limiter forgets the full buckets and then, under a flood, the half seen longest
    // ago.
    explicit RateLimiter(std::size_t capacity = 20'000) : capacity_{capacity} {}

    // Nothing when the request may pass; else how long to wait.
    std::optional<std::chrono::seconds> admit(const RateBudget& budget, std::string_view client_digest,
                                              Clock::time_point now = Clock::now());
    std::size_t size() const;

private:
    struct Bucket {
        double tokens;
        double burst;
        double per_second;
        Clock::time_point seen;
    };

    void make_room(Clock::time_point now);

    std::size_t capacity_;
    mutable std::mutex mutex_;
    std::unordered_map<std::string, Bucket> buckets_;
};

// Turns a network address into something that only tells whether two requests within ten minutes came from one place:
// keyed BLAKE2b under a random key that is replaced every ten minutes and never leaves memory (policy D0).
// Of an IPv6 address the first 64 bits count, since one household has them all.
class ClientDigester {
public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::minutes key_lifetime{10};

    ClientDigester();

    // 32 hex digits. `address` as text without port; what is no address is digested as it is.
    std::string digest(std::string_view address, Clock::time_point now = Clock::now());
    // Changes when the key does.
    std::uint64_t generation(Clock::time_point now = Clock::now());

private:
    void renew_when_old(Clock::time_point now);

    std::mutex mutex_;
    SecretKey key_;
    Clock::time_point since_;
    std::uint64_t generation_ = 0;
};

}  // namespace autojet::http
