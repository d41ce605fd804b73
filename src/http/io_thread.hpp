#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <unordered_set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

namespace autojet::http {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Steady = std::chrono::steady_clock;

// Wakes one coroutine. raise() belongs to the thread of the coroutine.
class Signal {
public:
    explicit Signal(const asio::any_io_executor& executor) : timer_{executor} {}

    // Until raise() or `until`.
    asio::awaitable<void> wait(Steady::time_point until = Steady::time_point::max());
    void raise();

private:
    asio::steady_timer timer_;
    bool raised_ = false;
};

class Connection;

// A thread with its connections; nothing here is shared with the others unless it says so.
class IoThread {
public:
    IoThread() : tick_{context_}, work_{context_.get_executor()} {}

    asio::io_context& context() { return context_; }
    void add(Connection& connection);
    void remove(Connection& connection);
    // On this thread: lets what is in flight finish until `last_call`, then ends the rest.
    void stop(Steady::time_point last_call);
    // From any thread.
    bool stopping() const { return stopping_; }

    // How many connections it has or is about to have.
    std::atomic<std::size_t> load{0};

private:
    void arm();
    void look_after_deadlines();

    asio::io_context context_{1};
    asio::steady_timer tick_;
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::unordered_set<Connection*> connections_;
    Steady::time_point last_call_ = Steady::time_point::max();
    bool armed_ = false;
    std::atomic<bool> stopping_ = false;
};

}  // namespace autojet::http
