#pragma once

#include <atomic>

#include "base/time.hpp"

namespace autojet {

// Where logic learns the time. Thread-safe.
class Clock {
public:
    virtual ~Clock() = default;

    virtual Instant now() const = 0;
};

// The only reader of the system's time.
class SystemClock final : public Clock {
public:
    Instant now() const override;
};

// Stands still until it is set: for tests, and for data sets of another day.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Instant now) : now_{now.time_since_epoch()} {}

    Instant now() const override { return Instant{now_.load()}; }
    void set(Instant now) { now_ = now.time_since_epoch(); }
    void advance(std::chrono::seconds by) { now_ = now_.load() + by; }

private:
    std::atomic<std::chrono::seconds> now_;
};

}  // namespace autojet
