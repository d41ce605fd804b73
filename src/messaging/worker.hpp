// The thread that delivers: at once after a commit that left a message, and every few seconds for those that wait for
// another attempt.
#pragma once

#include <memory>
#include <stop_token>
#include <thread>

#include "messaging/messenger.hpp"
#include "shop/house.hpp"

namespace autojet::messaging {

class Worker {
public:
    // Starts. House and messenger outlive it.
    Worker(const House& house, Messenger& messenger);
    // Finishes the message in hand, and ends.
    ~Worker() = default;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

private:
    class Bell;

    void work(const std::stop_token& stop);
    void make_round(const std::stop_token& stop);

    const House& house_;
    Messenger& messenger_;
    std::shared_ptr<Bell> bell_;  // shared with the database, which may ring after we have gone
    std::jthread thread_;         // last: it uses everything above
};

}  // namespace autojet::messaging
