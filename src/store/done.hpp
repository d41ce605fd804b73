#pragma once

#include <condition_variable>
#include <mutex>

namespace autojet::store {

// Something that happens once, and one thread that waits for it. Waiting for a disk takes long: it sleeps at once,
// where std::binary_semaphore would first spin and take the processor from those who work.
class Done {
public:
    void say() {
        const std::scoped_lock lock(mutex_);
        said_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return said_; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool said_ = false;
};

}  // namespace autojet::store
