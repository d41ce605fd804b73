#include "http/loopback_test.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.hpp"

namespace autojet::http {

namespace {

RouteOptions inline_page() {
    RouteOptions options;
    options.where = Run::inline_;
    return options;
}

}  // namespace

ServerOptions quick_options() {
    ServerOptions options;
    options.worker_threads = 4;
    options.header_deadline = std::chrono::milliseconds{400};
    options.idle_deadline = std::chrono::milliseconds{600};
    options.body_grace = std::chrono::milliseconds{400};
    options.stop_deadline = std::chrono::milliseconds{1500};
    options.event_heartbeat = std::chrono::milliseconds{200};
    options.cookies = {"autojet_form", "autojet_desk"};
    options.resolve_shop = [](std::string_view host) -> std::optional<ShopId> {
        host = host.substr(0, host.find(':'));
        if (host == "autojet.test") return autojet_shop;
        if (host == "other.test") return other_shop;
        return std::nullopt;
    };
    return options;
}

Router shop_routes() {
    Router router;
    router.add(Method::get, "/", inline_page(),
               [](Request& request) { return html("shop " + std::to_string(request.shop.value())); });
    router.add(Method::get, "/worker", [](Request&) { return html("from a worker"); });
    router.add(Method::get, "/bookings/{reference}",
               [](Request& request) { return text(request.path_parameters.at("reference")); });
    router.add(Method::get, "/broken", [](Request&) -> Response { throw Broken{"the disk is on fire"}; });
    router.add(Method::get, "/broken-inline", inline_page(), [](Request&) -> Response { throw 42; });
    router.add(Method::get, "/long", [](Request&) { return html(std::string(5000, 'a')); });
    router.add(Method::get, "/stray-cookie", [](Request&) { return html("x").cookie({"tracker", "1", {}}); });
    router.add(Method::get, "/raw-cookie", [](Request&) { return html("x").set("Set-Cookie", "autojet_desk=1"); });
    router.add(Method::get, "/split", [](Request&) { return redirect_see_other("/a\r\nX-Evil: 1"); });
    router.add(Method::get, "/good-cookie", [](Request&) { return html("x").cookie({"autojet_desk", "1", {}}); });
    router.add(Method::post, "/api/echo", json_route(), [](Request& request) { return json(request.body); });
    auto probe = inline_page();
    probe.host = HostRule::any;
    router.add(Method::get, "/healthz", probe, [](Request&) { return text("ok"); });
    auto rare = inline_page();
    rare.rate = RateBudget{"rare", 2, std::chrono::seconds{60}};
    router.add(Method::get, "/rare", rare, [](Request&) { return text("ok"); });
    return router;
}

int status_of(LoopbackServer& server, std::string_view request) {
    Client ada{server.port()};
    ada.send(request);
    return ada.read().status;
}

LoopbackServer::LoopbackServer(Router router, ServerOptions options)
    : server_{std::move(options), std::move(router)}, thread_{[this] { server_.run(); }} {}

LoopbackServer::~LoopbackServer() {
    stop_and_join();
}

void LoopbackServer::stop_and_join() {
    server_.stop();
    if (thread_.joinable()) thread_.join();
}

std::string Answer::header(std::string_view name) const {
    const auto lowered = ascii_lower(head);
    const auto found = lowered.find("\r\n" + ascii_lower(name) + ": ");
    if (found == std::string::npos) return "";
    const auto begin = found + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

bool Answer::has(std::string_view name) const {
    return ascii_lower(head).find("\r\n" + ascii_lower(name) + ": ") != std::string::npos;
}

Client::Client(std::uint16_t port) : socket_{::socket(AF_INET, SOCK_STREAM, 0)} {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{5, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error{"cannot connect"};
}

Client::~Client() {
    ::close(socket_);
}

bool Client::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Client::receive() {
    char bytes[4096];
    const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
    if (got <= 0) return false;
    received_.append(bytes, static_cast<std::size_t>(got));
    return true;
}

bool Client::await(std::string_view text) {
    while (received_.find(text) == std::string::npos)
        if (!receive()) return false;
    return true;
}

bool Client::is_closed() {
    char byte = 0;
    return received_.empty() && ::recv(socket_, &byte, 1, 0) <= 0 && errno != EAGAIN;
}

Answer Client::read(bool of_head_request) {
    if (!await("\r\n\r\n")) return {};
    Answer answer;
    const auto head_end = received_.find("\r\n\r\n") + 4;
    answer.head = received_.substr(0, head_end);
    received_.erase(0, head_end);
    const auto status = std::stoi(answer.head.substr(9, 3));
    if (of_head_request || status == 100 || status == 204 || status == 304) {
        answer.status = status;
        return answer;
    }
    if (answer.header("Transfer-Encoding") == "chunked") {
        for (;;) {
            if (!await("\r\n")) return answer;
            const auto line = received_.find("\r\n");
            const auto size = std::stoul(received_.substr(0, line), nullptr, 16);
            while (received_.size() < line + 2 + size + 2)
                if (!receive()) return answer;
            answer.body += received_.substr(line + 2, size);
            received_.erase(0, line + 2 + size + 2);
            if (size == 0) break;
        }
    } else if (answer.has("Content-Length")) {
        const auto size = std::stoul(answer.header("Content-Length"));
        while (received_.size() < size)
            if (!receive()) return answer;
        answer.body = received_.substr(0, size);
        received_.erase(0, size);
    } else {
        while (receive()) {
        }
        answer.body = std::exchange(received_, {});
    }
    answer.status = status;
    return answer;
}

Answer Client::get(std::string_view path, std::string_view more_headers) {
    send("GET " + std::string{path} + " HTTP/1.1\r\nHost: autojet.test\r\n" + std::string{more_headers} + "\r\n");
    return read();
}

Answer Client::post(std::string_view path, std::string_view content_type, std::string_view body,
                    std::string_view more_headers) {
    send("POST " + std::string{path} + " HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: " + std::string{content_type} +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + std::string{more_headers} + "\r\n" +
         std::string{body});
    return read();
}

}  // namespace autojet::http
