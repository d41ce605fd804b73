#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "http/csrf.hpp"
#include "http/router.hpp"

namespace autojet::http {

// What is told about an answered request: the route's pattern instead of the path, nothing about the sender.
struct AccessEntry {
    Method method;
    std::string_view pattern;  // empty when no route matched
    int status;
    std::chrono::microseconds took;
};

enum class RateLimits { on, off };

// Sizes in bytes.
struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one, see Server::port()
    std::size_t io_threads = 2;
    std::size_t worker_threads = 64;
    std::size_t worker_queue = 512;
    std::size_t worker_stack = 512 * 1024;
    std::size_t max_connections = 1024;

    std::size_t header_limit = 16 * 1024;
    std::size_t path_limit = 2048;
    std::chrono::milliseconds header_deadline{10'000};
    std::chrono::milliseconds idle_deadline{60'000};
    // How long a body may stay behind a pace of `body_pace` bytes per second.
    std::chrono::milliseconds body_grace{10'000};
    std::size_t body_pace = 500;
    std::chrono::milliseconds write_deadline{30'000};
    std::chrono::milliseconds stop_deadline{10'000};
    std::chrono::milliseconds event_heartbeat{20'000};

    std::string spool_folder = "/tmp";
    // The cookies that the published policy names (policy C1).
    std::vector<std::string> cookies;
    // The address that visitors see is https: Secure cookies and HSTS.
    bool https = false;
    RateLimits limits = RateLimits::on;
    // Only the last hop that this proxy wrote into X-Forwarded-For is believed, and only when the connection comes from
    // it. Empty: nothing of the kind is.
    std::string trusted_proxy;
    SecretKey csrf_key = random_key();
    std::string session_cookie = "autojet_desk";

    // Which shop a host name belongs to; as sent, with port if there is one. None: 421. Called on I/O threads.
    std::function<std::optional<ShopId>(std::string_view host)> resolve_shop;
    // Every handler is called through it, to open and settle what belongs to a request.
    std::function<Response(Request&, const Handler&)> around;
    // The page for a request that the server itself refuses (400 to 503). Must not throw; the default is a plain page,
    // or a problem document for /api/ and for who asks for JSON.
    std::function<Response(const Request&, int status, std::string_view code)> refusal;
    // The page after a handler has thrown; `id` is in the log too.
    std::function<Response(const Request&, std::string_view id)> apology;
    std::function<void(const AccessEntry&)> access;
};

// HTTP/1.1 on TCP. Handlers are plain functions; what they throw is caught here, once, logged with an id and answered
// with the apology.
class Server {
public:
    using Options = ServerOptions;

    // Binds and listens; throws Broken when the address is taken.
    Server(Options options, Router router);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Serves until stop(), which any thread may call: no new connection, requests in flight are answered, event streams
    // are closed, and after stop_deadline so is the rest. A handler that never returns is waited for.
    void run();
    void stop();
    std::uint16_t port() const;

private:
    struct Running;
    std::unique_ptr<Running> running_;
};

}  // namespace autojet::http
