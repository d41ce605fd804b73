#include "http/events.hpp"

#include "base/result.hpp"

namespace autojet::http {

namespace {

std::shared_ptr<const std::string> on_the_wire(std::string_view event, std::string_view data) {
    if (event.find_first_of("\r\n") != std::string_view::npos) throw Broken{"the name of an event has a line break"};
    std::string text = "event: " + std::string{event} + "\n";
    for (;;) {
        const auto end = data.find('\n');
        auto line = data.substr(0, end);
        while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.find('\r') != std::string_view::npos) throw Broken{"the data of an event has a bare carriage return"};
        text.append("data: ").append(line).append("\n");
        if (end == std::string_view::npos) break;
        data.remove_prefix(end + 1);
    }
    text += "\n";
    return std::make_shared<const std::string>(std::move(text));
}

}  // namespace

void Subscription::on_wake(std::function<void()> wake) {
    const std::lock_guard lock{mutex_};
    wake_ = std::move(wake);
    if (wake_ && (!waiting_.empty() || closed_)) wake_();
}

Subscription::Events Subscription::take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(waiting_, {});
}

bool Subscription::closed() const {
    const std::lock_guard lock{mutex_};
    return closed_;
}

// `wake` is called under the lock, so that after on_wake({}) it is not running any more.
void Subscription::offer(const std::shared_ptr<const std::string>& event) {
    const std::lock_guard lock{mutex_};
    if (closed_) return;
    if (waiting_.size() == max_waiting)
        closed_ = true;
    else
        waiting_.push_back(event);
    if (wake_) wake_();
}

void Subscription::close() {
    const std::lock_guard lock{mutex_};
    closed_ = true;
    if (wake_) wake_();
}

std::shared_ptr<Subscription> EventHub::subscribe(ShopId shop, std::string channel) {
    auto subscription = std::make_shared<Subscription>();
    const std::lock_guard lock{mutex_};
    auto& listeners = channels_[{shop, std::move(channel)}];
    std::erase_if(listeners, [](const auto& listener) { return listener.expired(); });
    listeners.push_back(subscription);
    return subscription;
}

void EventHub::publish(ShopId shop, const std::string& channel, std::string_view event, std::string_view data) {
    const auto text = on_the_wire(event, data);
    std::vector<std::shared_ptr<Subscription>> reached;
    {
        const std::lock_guard lock{mutex_};
        const auto found = channels_.find({shop, channel});
        if (found == channels_.end()) return;
        std::erase_if(found->second, [](const auto& listener) { return listener.expired(); });
        for (const auto& listener : found->second)
            if (auto alive = listener.lock()) reached.push_back(std::move(alive));
        if (found->second.empty()) channels_.erase(found);
    }
    for (const auto& listener : reached) listener->offer(text);
}

std::size_t EventHub::listeners(ShopId shop, const std::string& channel) const {
    const std::lock_guard lock{mutex_};
    const auto found = channels_.find({shop, channel});
    if (found == channels_.end()) return 0;
    std::size_t alive = 0;
    for (const auto& listener : found->second) alive += listener.expired() ? 0 : 1;
    return alive;
}

}  // namespace autojet::http
