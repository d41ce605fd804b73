#include "http/workers.hpp"

#include "base/result.hpp"

namespace autojet::http {

Workers::Workers(std::size_t threads, std::size_t queue_limit, std::size_t stack_bytes) : queue_limit_{queue_limit} {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    for (std::size_t i = 0; i < threads; ++i) {
        pthread_t thread{};
        const auto work_of = [](void* self) -> void* {
            static_cast<Workers*>(self)->work();
            return nullptr;
        };
        if (pthread_create(&thread, &attributes, work_of, this) != 0) {
            pthread_attr_destroy(&attributes);
            join();
            throw Broken{"a worker thread does not start"};
        }
        threads_.push_back(thread);
    }
    pthread_attr_destroy(&attributes);
}

Workers::~Workers() {
    join();
}

void Workers::join() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    wakened_.notify_all();
    for (const auto thread : threads_) pthread_join(thread, nullptr);
    threads_.clear();
}

bool Workers::submit(std::function<void()> job) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || queue_.size() >= queue_limit_) return false;
        queue_.push_back(std::move(job));
    }
    wakened_.notify_one();
    return true;
}

void Workers::work() {
    std::unique_lock lock{mutex_};
    for (;;) {
        wakened_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (queue_.empty()) return;
        const auto job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        job();
        lock.lock();
    }
}

}  // namespace autojet::http
