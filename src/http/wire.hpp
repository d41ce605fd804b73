#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "http/request.hpp"

namespace autojet::http {

// What is wrong with the bytes of a request, as the answer that it gets.
struct WireError {
    int status;
    std::string_view code;
};

// Reads one request after another from the bytes of a connection. Everything that proxies could understand differently
// is refused (RFC 9112 6.3, 11.2): two lengths, a length beside an encoding, an encoding other than chunked.
class WireReader {
public:
    explicit WireReader(std::size_t header_limit);
    ~WireReader();

    // Begins the next request. The body is appended to request.body.
    void begin(Request& request);
    // Takes bytes from the front, up to the end of the header or of the request; answers how many. Zero without an
    // error means that more bytes are needed.
    std::size_t feed(std::string_view bytes);
    void set_body_limit(std::uint64_t bytes);

    bool begun() const;  // at least one byte of the header has come
    bool header_done() const;
    bool done() const;
    std::optional<WireError> error() const;

    // After the header:
    std::string_view target() const;
    bool is_http_10() const;
    bool keep_alive() const;
    bool has_body() const;
    std::optional<std::uint64_t> content_length() const;
    // Bytes of the body so far.
    std::uint64_t body_received() const;

private:
    class Parser;
    std::unique_ptr<Parser> parser_;
    std::size_t header_limit_;
};

}  // namespace autojet::http
