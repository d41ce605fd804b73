#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"

namespace autojet::http {

// One listener's share of a channel. A listener that does not keep up is closed: its browser connects again and
// reloads.
class Subscription {
public:
    using Events = std::vector<std::shared_ptr<const std::string>>;

    static constexpr std::size_t max_waiting = 64;

    // Called, from any thread, when something waits; set by the server. Called at once when something waits already.
    void on_wake(std::function<void()> wake);
    // What waits, in the form of the wire.
    Events take();
    bool closed() const;

    void offer(const std::shared_ptr<const std::string>& event);
    void close();

private:
    mutable std::mutex mutex_;
    Events waiting_;
    std::function<void()> wake_;
    bool closed_ = false;
};

// Server-sent events (HTML 9.2), told apart by shop and channel ("calendar"). Safe from any thread; publishing never
// waits for a listener. Events carry news, not data: what may be seen is asked for, and opened, by the page that was
// told.
class EventHub {
public:
    std::shared_ptr<Subscription> subscribe(ShopId shop, std::string channel);
    // Line breaks in `event` are a mistake in the program; `data` may have several lines.
    void publish(ShopId shop, const std::string& channel, std::string_view event, std::string_view data);
    std::size_t listeners(ShopId shop, const std::string& channel) const;

private:
    using Key = std::pair<ShopId, std::string>;

    mutable std::mutex mutex_;
    std::map<Key, std::vector<std::weak_ptr<Subscription>>> channels_;
};

}  // namespace autojet::http
