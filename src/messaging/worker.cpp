#include "messaging/worker.hpp"

#include <condition_variable>
#include <mutex>

#include "http/log.hpp"

namespace autojet::messaging {

namespace {

constexpr std::chrono::seconds between_rounds{10};

}  // namespace

class Worker::Bell {
public:
    void ring() {
        {
            const std::scoped_lock lock(mutex_);
            has_rung_ = true;
        }
        heard_.notify_one();
    }

    // Until it rings, the time is up, or `stop` is requested.
    void wait(const std::stop_token& stop, std::chrono::seconds at_most) {
        std::unique_lock lock(mutex_);
        heard_.wait_for(lock, stop, at_most, [&] { return has_rung_; });
        has_rung_ = false;
    }

private:
    std::mutex mutex_;
    std::condition_variable_any heard_;
    bool has_rung_ = false;
};

Worker::Worker(const House& house, Messenger& messenger)
    : house_(house), messenger_(messenger), bell_(std::make_shared<Bell>()) {
    house_.database.after_commit([bell = bell_](ShopId, store::Topic topic) {
        if (topic == store::Topic::messages) bell->ring();
    });
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void Worker::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        make_round(stop);
        bell_->wait(stop, between_rounds);
    }
}

void Worker::make_round(const std::stop_token& stop) {
    for (const auto& shop : house_.shops.all()) {
        if (stop.stop_requested()) return;
        try {
            messenger_.deliver_due(shop.id, stop);
        } catch (const std::exception& trouble) {
            http::log(http::Level::error, "messages of shop {}: {}", shop.id.value(), trouble.what());
        }
    }
}

}  // namespace autojet::messaging
