#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

#include <pthread.h>

namespace autojet::http {

// Threads for handlers that may wait for the disk. Their stacks are small, so that many of them can wait together and
// share one durable commit.
class Workers {
public:
    Workers(std::size_t threads, std::size_t queue_limit, std::size_t stack_bytes);
    // Finishes what was accepted.
    ~Workers();
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    // False when the queue is full. A job must not throw.
    bool submit(std::function<void()> job);

private:
    void work();
    void join();

    std::size_t queue_limit_;
    std::mutex mutex_;
    std::condition_variable wakened_;
    std::deque<std::function<void()>> queue_;
    std::vector<pthread_t> threads_;
    bool stopping_ = false;
};

}  // namespace autojet::http
