// What the program does by itself from time to time, one thing after the other on a thread of its own.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

#include "shop/module.hpp"

namespace autojet::app {

class Jobs {
public:
    // A job that throws is logged by its name and tried again at its next turn.
    Jobs(std::vector<Job> jobs, std::vector<ShopId> shops);

private:
    void loop(const std::stop_token& stop);
    void run(const Job& job);

    std::vector<Job> jobs_;
    std::vector<ShopId> shops_;
    std::mutex mutex_;
    std::condition_variable_any stopped_;
    std::jthread thread_;
};

}  // namespace autojet::app
