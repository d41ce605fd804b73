// The thread that delivers: at once after a commit that left a message, and every few seconds for those that wait for
// another attempt.
#pragma once

#include <functional>
#include <memory>
#include <stop_token>
#include <thread>

#include "messaging/messenger.hpp"
#include "shop/house.hpp"

namespace autojet::messaging {

class Worker {
public:
    // Called after somebody of this shop was erased, and once for each shop at the start; never while a message is on
    // its way out.
    using AfterErasure = std::function<void(ShopId)>;

    // Starts. House and messenger outlive it.
    Worker(const House& house, Messenger& messenger, AfterErasure after_erasure = {});
    // Finishes the message in hand, and ends.
    ~Worker() = default;
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

private:
    class Bell;

    void work(const std::stop_token& stop);
    void make_round(const std::stop_token& stop);
    void follow_erasures();

    const House& house_;
    Messenger& messenger_;
    AfterErasure after_erasure_;
    std::shared_ptr<Bell> bell_;  // shared with the database, which may ring after we have gone
    std::jthread thread_;         // last: it uses everything above
};

}  // namespace autojet::messaging
