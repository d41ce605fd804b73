#pragma once

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/buffer.hpp>

#include "http/io_thread.hpp"
#include "http/service.hpp"
#include "http/wire.hpp"
#include "http/workers.hpp"

namespace autojet::http {

// When somebody who sends or takes `bytes` has fallen behind.
Steady::time_point pace(Steady::time_point since, std::uint64_t bytes, std::size_t bytes_per_second,
                        std::chrono::milliseconds grace);

// One client: reads a request, has it answered, writes the answer, and again. Deadlines are looked after by the
// thread's clock tick instead of by a timer for each operation.
class Connection {
public:
    Connection(Tcp::socket socket, IoThread& home, Service& service, Workers& workers, const ServerOptions& options);

    asio::awaitable<void> serve();

    void check_deadline(Steady::time_point now);
    void stop();
    void abort();

private:
    enum class Next { another_request, close, drain };
    using Pieces = std::array<asio::const_buffer, 2>;

    asio::awaitable<bool> read_header();
    asio::awaitable<Next> handle_request();
    asio::awaitable<bool> read_body(const Route& route, MultipartReader* multipart);
    asio::awaitable<bool> take_multipart(MultipartReader& multipart);
    asio::awaitable<bool> read_more();
    asio::awaitable<void> run_handler(const Route& route);
    asio::awaitable<bool> on_worker(std::function<void()> job);

    asio::awaitable<Next> answer();
    asio::awaitable<bool> write(Pieces pieces);
    asio::awaitable<bool> write_chunk(std::string& bytes);
    asio::awaitable<bool> write_last_chunk();
    asio::awaitable<bool> write_stream(const Stream& pull);
    asio::awaitable<bool> write_events(Subscription& subscription);
    asio::awaitable<void> drain();

    void refuse(int status, std::string_view code);
    void identify_sender();
    void make_room();
    std::string_view unread() const { return {buffer_.data() + begin_, end_ - begin_}; }

    Tcp::socket socket_;
    IoThread& home_;
    Service& service_;
    Workers& workers_;
    const ServerOptions& options_;
    WireReader wire_;
    std::shared_ptr<Signal> ready_;
    Steady::time_point deadline_;
    bool expired_ = false;
    bool idle_ = false;
    bool worker_done_ = false;
    bool client_gone_ = false;
    bool watching_ = false;

    std::string peer_;
    std::string sender_;
    std::string digest_;
    std::uint64_t digest_generation_ = ~std::uint64_t{0};

    std::vector<char> buffer_;
    std::size_t begin_ = 0;
    std::size_t end_ = 0;

    Request request_;
    Response response_;
    std::string head_;
    Service::Framing framing_;
    Steady::time_point started_;
};

}  // namespace autojet::http
