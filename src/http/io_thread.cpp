#include "http/io_thread.hpp"

#include <vector>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"

namespace autojet::http {

namespace {

constexpr std::chrono::milliseconds tick_length{100};

}  // namespace

asio::awaitable<void> Signal::wait(Steady::time_point until) {
    if (!raised_) {
        timer_.expires_at(until);
        boost::system::error_code ignored;
        co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    raised_ = false;
}

void Signal::raise() {
    raised_ = true;
    timer_.cancel();
}

void IoThread::add(Connection& connection) {
    connections_.insert(&connection);
    if (!armed_) arm();
}

void IoThread::remove(Connection& connection) {
    connections_.erase(&connection);
    if (stopping_ && connections_.empty()) tick_.cancel();
}

void IoThread::stop(Steady::time_point last_call) {
    stopping_ = true;
    last_call_ = last_call;
    work_.reset();
    for (auto* connection : connections_) connection->stop();
    if (connections_.empty()) tick_.cancel();
}

void IoThread::arm() {
    armed_ = true;
    tick_.expires_after(tick_length);
    tick_.async_wait([this](const boost::system::error_code& error) {
        armed_ = false;
        if (!error) look_after_deadlines();
    });
}

void IoThread::look_after_deadlines() {
    const auto now = Steady::now();
    for (auto* connection : connections_) {
        connection->check_deadline(now);
        if (now >= last_call_) connection->abort();
    }
    if (!connections_.empty()) arm();
}

}  // namespace autojet::http
