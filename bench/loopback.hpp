// The least of an HTTP client, for 127.0.0.1: what measures must not need the processor that it measures.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace bench {

// A connected TCP socket.
class Socket {
public:
    // Nothing when nobody listens there.
    static std::optional<Socket> connect(std::uint16_t port);
    Socket(Socket&& other) noexcept;
    Socket& operator=(Socket&&) = delete;
    ~Socket();

    [[nodiscard]] int descriptor() const { return descriptor_; }

    // Both wait until it is done; they throw std::runtime_error when the other side has gone.
    void send(std::string_view bytes) const;
    void receive_more(std::string& bytes) const;

private:
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

struct Answer {
    int status = 0;
    std::string_view body;
};

// The answer at the beginning of `bytes` when all of it is there. It must have a Content-Length.
std::optional<Answer> whole_answer(std::string_view bytes);

std::string get_request(std::uint16_t port, std::string_view target);

}  // namespace bench
