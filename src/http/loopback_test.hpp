// For the tests of this room: a server on a free port of the loopback, and a client that sends exactly the bytes it is
// told.
#pragma once

#include <string>
#include <string_view>
#include <thread>

#include "http/server.hpp"

namespace autojet::http {

inline const ShopId autojet_shop{1};
inline const ShopId other_shop{2};

// Options with short deadlines; knows the hosts "autojet.test" and "other.test", with or without a port.
ServerOptions quick_options();

// A few routes of a shop, whole and broken ones.
Router shop_routes();

class LoopbackServer {
public:
    explicit LoopbackServer(Router router, ServerOptions options = quick_options());
    ~LoopbackServer();

    Server& server() { return server_; }
    std::uint16_t port() const { return server_.port(); }
    // Waits until run() has returned.
    void stop_and_join();

private:
    Server server_;
    std::thread thread_;
};

struct Answer {
    int status = 0;
    std::string head;
    std::string body;  // chunks joined

    // "" when absent.
    std::string header(std::string_view name) const;
    bool has(std::string_view name) const;
};

class Client {
public:
    explicit Client(std::uint16_t port);
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    // False when the other side has closed.
    bool send(std::string_view bytes);
    // The next answer; status 0 when the connection ends before it is whole. Interim answers (100) are answers too.
    Answer read(bool of_head_request = false);
    // Whether the server closes without sending anything more.
    bool is_closed();
    // Reads until `text` has come; false when the connection ends or five seconds pass.
    bool await(std::string_view text);
    const std::string& received() const { return received_; }

    Answer get(std::string_view path, std::string_view more_headers = "");
    Answer post(std::string_view path, std::string_view content_type, std::string_view body,
                std::string_view more_headers = "");

private:
    bool receive();

    int socket_;
    std::string received_;
};

// What one request on a connection of its own is answered with.
int status_of(LoopbackServer& server, std::string_view request);

}  // namespace autojet::http
