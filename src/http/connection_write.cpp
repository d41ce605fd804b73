#include <fmt/format.h>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"

namespace autojet::http {

namespace {

constexpr std::size_t most_drained = 1024 * 1024;
constexpr std::chrono::seconds drain_time{2};

}  // namespace

// Nearly always all of it fits into the socket at once, and nothing has to wait.
asio::awaitable<bool> Connection::write(Pieces pieces) {
    const auto begin = Steady::now();
    std::uint64_t written = 0;
    boost::system::error_code error;
    for (;;) {
        auto took = socket_.write_some(pieces, error);
        if (error && error != asio::error::would_block) co_return false;
        written += took;
        for (auto& piece : pieces) {
            const auto part = std::min(took, piece.size());
            piece += part;
            took -= part;
        }
        if (pieces[0].size() + pieces[1].size() == 0) co_return true;
        if (expired_) co_return false;
        deadline_ = pace(begin, written, options_.body_pace, options_.write_deadline);
        co_await socket_.async_wait(Tcp::socket::wait_write, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return false;
    }
}

asio::awaitable<bool> Connection::write_chunk(std::string& bytes) {
    if (framing_.http_10) co_return co_await write({asio::buffer(bytes), asio::const_buffer{}});
    const auto size = fmt::format("{:x}\r\n", bytes.size());
    bytes += "\r\n";
    co_return co_await write({asio::buffer(size), asio::buffer(bytes)});
}

asio::awaitable<bool> Connection::write_last_chunk() {
    static constexpr std::string_view last = "0\r\n\r\n";
    if (framing_.http_10) co_return true;
    co_return co_await write({asio::buffer(last), asio::const_buffer{}});
}

// A piece is asked for when the last one has left: a slow client holds back the source and no memory fills up. When the
// source breaks, the missing last chunk tells the client that this is not all.
asio::awaitable<bool> Connection::write_stream(const Stream& pull) {
    Writer writer;
    bool more = true;
    bool broken = false;
    const std::function<void()> job = [&] {
        try {
            more = pull(writer);
        } catch (...) {
            service_.apologise(request_);
            broken = true;
        }
    };
    while (more) {
        writer.pending().clear();
        deadline_ = Steady::time_point::max();
        while (!co_await on_worker(job)) co_await ready_->wait(Steady::now() + std::chrono::milliseconds{50});
        if (broken) co_return false;
        if (!writer.pending().empty() && !co_await write_chunk(writer.pending())) co_return false;
    }
    co_return co_await write_last_chunk();
}

asio::awaitable<bool> Connection::write_events(Subscription& subscription) {
    subscription.on_wake(
        [ready = ready_, executor = socket_.get_executor()] { asio::post(executor, [ready] { ready->raise(); }); });
    // A client that listens has nothing more to say: whatever comes is its end.
    std::array<char, 16> noise{};
    watching_ = true;
    socket_.async_read_some(asio::buffer(noise), [this](const boost::system::error_code&, std::size_t) {
        client_gone_ = true;
        watching_ = false;
        ready_->raise();
    });

    std::string text = "retry: 2000\n\n";
    bool open = true;
    auto heartbeat = Steady::now();
    for (;;) {
        for (const auto& event : subscription.take()) text += *event;
        if (text.empty() && Steady::now() >= heartbeat) text = ":\n\n";
        if (!text.empty()) {
            open = co_await write_chunk(text);
            text.clear();
            deadline_ = Steady::time_point::max();
            heartbeat = Steady::now() + options_.event_heartbeat;
        }
        if (!open || client_gone_ || home_.stopping() || subscription.closed()) break;
        co_await ready_->wait(heartbeat);
    }
    subscription.on_wake({});
    if (open && !client_gone_) open = co_await write_last_chunk();
    boost::system::error_code ignored;
    socket_.cancel(ignored);
    while (watching_) co_await ready_->wait();
    framing_.keep_alive = false;
    co_return open;
}

// Closing at once would reset the connection and take the answer away from a client that is still sending.
asio::awaitable<void> Connection::drain() {
    boost::system::error_code ignored;
    socket_.shutdown(Tcp::socket::shutdown_send, ignored);
    deadline_ = Steady::now() + drain_time;
    std::size_t drained = 0;
    do {
        drained += end_;
        begin_ = end_ = 0;
    } while (drained < most_drained && co_await read_more());
}

}  // namespace autojet::http
