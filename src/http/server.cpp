#include "http/server.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"
#include "http/log.hpp"

namespace autojet::http {

struct Server::Running {
    Running(ServerOptions given, Router routes)
        : options{std::move(given)},
          router{std::move(routes)},
          service{options, router},
          threads(std::max<std::size_t>(1, options.io_threads)),
          acceptor{threads.front().context()},
          retry{threads.front().context()},
          workers{options.worker_threads, options.worker_queue, options.worker_stack} {}

    void listen();
    asio::awaitable<void> accept();
    void welcome(Tcp::socket socket, IoThread& home);
    asio::awaitable<void> attend(Tcp::socket socket, IoThread& home);
    IoThread& least_busy();

    ServerOptions options;
    Router router;
    Service service;
    std::vector<IoThread> threads;
    Tcp::acceptor acceptor;
    asio::steady_timer retry;
    std::once_flag stopped;
    std::uint16_t port = 0;
    Workers workers;  // the last member: its jobs use all of the above
};

void Server::Running::listen() {
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) throw Broken{"this is no address to listen on: " + options.address};
    const Tcp::endpoint endpoint{address, options.port};
    acceptor.open(endpoint.protocol());
    acceptor.set_option(Tcp::acceptor::reuse_address{true});
    acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error)
        throw Broken{"cannot listen on " + options.address + " port " + std::to_string(options.port) + ": " +
                     error.message()};
    port = acceptor.local_endpoint().port();
    asio::co_spawn(threads.front().context(), accept(), asio::detached);
}

IoThread& Server::Running::least_busy() {
    return *std::ranges::min_element(threads, {}, [](const IoThread& thread) { return thread.load.load(); });
}

asio::awaitable<void> Server::Running::accept() {
    while (acceptor.is_open()) {
        auto& home = least_busy();
        Tcp::socket socket{home.context()};
        boost::system::error_code error;
        co_await acceptor.async_accept(socket, asio::redirect_error(asio::use_awaitable, error));
        if (!acceptor.is_open()) break;
        if (error) {
            // Out of descriptors, most likely: others have to go first.
            retry.expires_after(std::chrono::milliseconds{50});
            co_await retry.async_wait(asio::redirect_error(asio::use_awaitable, error));
            continue;
        }
        welcome(std::move(socket), home);
    }
}

void Server::Running::welcome(Tcp::socket socket, IoThread& home) {
    std::size_t all = 0;
    for (const auto& thread : threads) all += thread.load;
    if (all >= options.max_connections) {
        static constexpr std::string_view full =
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        boost::system::error_code ignored;
        socket.non_blocking(true, ignored);
        socket.write_some(asio::buffer(full), ignored);
        return;
    }
    ++home.load;
    asio::co_spawn(home.context(), attend(std::move(socket), home), asio::detached);
}

asio::awaitable<void> Server::Running::attend(Tcp::socket socket, IoThread& home) {
    Connection connection{std::move(socket), home, service, workers, options};
    home.add(connection);
    try {
        co_await connection.serve();
    } catch (const std::exception& broken) {
        log(Level::error, "a connection broke: {}", broken.what());
    }
    home.remove(connection);
    --home.load;
}

Server::Server(Options options, Router router)
    : running_{std::make_unique<Running>(std::move(options), std::move(router))} {
    running_->listen();
}

Server::~Server() = default;

std::uint16_t Server::port() const {
    return running_->port;
}

void Server::run() {
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < running_->threads.size(); ++i)
        others.emplace_back([&thread = running_->threads[i]] { thread.context().run(); });
    running_->threads.front().context().run();
    for (auto& other : others) other.join();
}

void Server::stop() {
    std::call_once(running_->stopped, [this] {
        const auto last_call = Steady::now() + running_->options.stop_deadline;
        asio::post(running_->threads.front().context(), [this] {
            boost::system::error_code ignored;
            running_->acceptor.close(ignored);
            running_->retry.cancel();
        });
        for (auto& thread : running_->threads)
            asio::post(thread.context(), [&thread, last_call] { thread.stop(last_call); });
    });
}

}  // namespace autojet::http
