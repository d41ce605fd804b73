#include "app/jobs.hpp"

#include <algorithm>

#include "http/log.hpp"

namespace autojet::app {

using Moment = std::chrono::steady_clock::time_point;

Jobs::Jobs(std::vector<Job> jobs, std::vector<ShopId> shops)
    : jobs_(std::move(jobs)), shops_(std::move(shops)), thread_([this](const std::stop_token& stop) { loop(stop); }) {}

void Jobs::loop(const std::stop_token& stop) {
    std::vector<Moment> due(jobs_.size(), std::chrono::steady_clock::now());
    while (!stop.stop_requested() && !jobs_.empty()) {
        for (std::size_t n = 0; n < jobs_.size() && !stop.stop_requested(); ++n) {
            if (due[n] > std::chrono::steady_clock::now()) continue;
            run(jobs_[n]);
            due[n] = std::chrono::steady_clock::now() + jobs_[n].every;
        }
        std::unique_lock lock(mutex_);
        stopped_.wait_until(lock, stop, *std::ranges::min_element(due), [] { return false; });
    }
}

void Jobs::run(const Job& job) {
    for (const auto shop : shops_) {
        try {
            job.run(shop);
        } catch (const std::exception& error) {
            http::log(http::Level::error, "job {} failed: {}", job.name, error.what());
        }
    }
}

}  // namespace autojet::app
