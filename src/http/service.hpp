#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/limits.hpp"
#include "http/server.hpp"
#include "http/wire.hpp"

namespace autojet::http {

// What happens to a request apart from the sockets: which shop, which route, may it, and what is answered.
class Service {
public:
    Service(const ServerOptions& options, const Router& router);

    // After the header: finds shop and route. A response means that the body is not wanted and this is the answer.
    struct Opening {
        const Route* route = nullptr;
        std::optional<Response> refusal;
    };
    Opening open(Request& request, const WireReader& wire);

    // After the body: forms, CSRF, the handler. Never throws.
    Response answer(Request& request, const Route& route);
    // The answer to what the server itself refuses. Never throws.
    Response refuse(const Request& request, int status, std::string_view code);
    // The answer to the exception that is being handled; logs it. Never throws.
    Response apologise(const Request& request);

    // Writes status line and headers to `head` and makes the body what the client can take (304, gzip), and `framing`
    // what the answer turns out to need. Never throws: what is wrong with the answer becomes an apology.
    struct Framing {
        bool http_10 = false;
        bool keep_alive = true;
    };
    void finish(const Request& request, Response& response, Framing& framing, std::string& head);

    ClientDigester& digester() { return digester_; }
    // The address that counts: the peer's, or what the trusted proxy says.
    std::string_view sender(const Request& request, std::string_view peer) const;

private:
    std::optional<Response> find_shop(Request& request, HostRule rule);
    std::optional<Response> check_body(const Request& request, const Route& route, const WireReader& wire);
    std::optional<Response> read_target(Request& request, std::string_view target);
    std::optional<Response> read_form(Request& request);
    Response call(Request& request, const Route& route);
    void complete(const Request& request, Response& response, Framing& framing, std::string& head);

    const ServerOptions& options_;
    const Router& router_;
    CsrfGuard csrf_;
    CookieDoor door_;
    RateLimiter limiter_;
    ClientDigester digester_;
    std::string security_headers_;
};

}  // namespace autojet::http
