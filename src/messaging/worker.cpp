#include "messaging/worker.hpp"

#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>

#include "http/log.hpp"

namespace autojet::messaging {

namespace {

constexpr std::chrono::seconds between_rounds{10};

}  // namespace

class Worker::Bell {
public:
    void ring(ShopId shop, store::Topic topic) {
        {
            const std::scoped_lock lock(mutex_);
            has_rung_ = true;
            if (topic == store::Topic::erasure) erased_.insert(shop);
        }
        heard_.notify_one();
    }

    // For the next round, without waking up for it.
    void keep_erased(ShopId shop) {
        const std::scoped_lock lock(mutex_);
        erased_.insert(shop);
    }
    // The shops in which somebody was erased since it was asked.
    std::set<ShopId> take_erased() {
        const std::scoped_lock lock(mutex_);
        return std::exchange(erased_, {});
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
    std::set<ShopId> erased_;
};

Worker::Worker(const House& house, Messenger& messenger, AfterErasure after_erasure)
    : house_(house), messenger_(messenger), after_erasure_(std::move(after_erasure)), bell_(std::make_shared<Bell>()) {
    house_.database.after_commit([bell = bell_](ShopId shop, store::Topic topic) {
        if (topic == store::Topic::messages || topic == store::Topic::erasure) bell->ring(shop, topic);
    });
    for (const auto& shop : house_.shops.all()) bell_->ring(shop.id, store::Topic::erasure);  // a crash may have been
    thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

void Worker::work(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        make_round(stop);
        follow_erasures();
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

void Worker::follow_erasures() {
    if (!after_erasure_) return;
    for (const auto shop : bell_->take_erased()) {
        try {
            after_erasure_(shop);
        } catch (const std::exception& trouble) {
            bell_->keep_erased(shop);
            http::log(http::Level::error, "messages of who was erased in shop {}: {}", shop.value(), trouble.what());
        }
    }
}

}  // namespace autojet::messaging
