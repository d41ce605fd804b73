#include "loopback.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace bench {

std::optional<Socket> Socket::connect(std::uint16_t port) {
    Socket made(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (made.descriptor_ < 0) throw std::runtime_error("no socket to be had");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(made.descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return std::nullopt;
    const int on = 1;
    ::setsockopt(made.descriptor_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return made;
}

Socket::Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Socket::~Socket() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void Socket::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the server has closed a connection");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

void Socket::receive_more(std::string& bytes) const {
    std::array<char, 16 * 1024> buffer;
    const auto got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
    if (got <= 0) throw std::runtime_error("the server has closed a connection");
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
}

std::optional<Answer> whole_answer(std::string_view bytes) {
    constexpr std::string_view length_field = "\r\nContent-Length: ";
    constexpr std::string_view blank_line = "\r\n\r\n";
    const auto head_end = bytes.find(blank_line);
    if (head_end == std::string_view::npos) return std::nullopt;
    const auto field = bytes.substr(0, head_end).find(length_field);
    if (field == std::string_view::npos) throw std::runtime_error("an answer without Content-Length");
    std::size_t length = 0;
    std::from_chars(bytes.data() + field + length_field.size(), bytes.data() + head_end, length);
    const auto body = bytes.substr(head_end + blank_line.size());
    if (body.size() < length) return std::nullopt;

    constexpr std::size_t status_at = std::string_view("HTTP/1.1 ").size();
    Answer answer{.status = 0, .body = body.substr(0, length)};
    std::from_chars(bytes.data() + status_at, bytes.data() + head_end, answer.status);
    return answer;
}

std::string get_request(std::uint16_t port, std::string_view target) {
    std::string request("GET ");
    request.append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1:").append(std::to_string(port));
    return request.append("\r\n\r\n");
}

}  // namespace bench
