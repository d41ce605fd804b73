#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "http/cookie.hpp"
#include "http/events.hpp"
#include "http/headers.hpp"

namespace autojet::http {

// Takes the pieces of a streamed answer.
class Writer {
public:
    void write(std::string_view bytes) { pending_.append(bytes); }

    std::string& pending() { return pending_; }

private:
    std::string pending_;
};

// Bytes that many answers share: an asset, a cached page. `owner` keeps them alive when they are not part of the
// program. `gzip` is the same content compressed, or empty. `etag` with its quotes, or empty.
struct Stored {
    std::string_view plain;
    std::string_view gzip;
    std::string etag;
    std::shared_ptr<const void> owner;
};

// Asked for the next piece, on a worker, whenever the client has taken the last one; answers whether there is more to
// come. The request outlives it. Personal data opened here is settled here, piece by piece, since `around` has
// returned.
using Stream = std::function<bool(Writer&)>;

struct EventStream {
    std::shared_ptr<Subscription> subscription;
};

using Body = std::variant<std::string, Stored, Stream, EventStream>;

// The server adds Date, Content-Length, the security headers and, unless `headers` says otherwise, Cache-Control:
// no-store. Set-Cookie comes from `cookies` only.
struct Response {
    int status = 200;
    Headers headers;
    Body body;
    std::vector<Cookie> cookies;

    Response& set(std::string_view name, std::string_view value) &;
    Response&& set(std::string_view name, std::string_view value) &&;
    Response& cookie(Cookie cookie) &;
    Response&& cookie(Cookie cookie) &&;
};

Response html(std::string text, int status = 200);
Response text(std::string text, int status = 200);
// `text` is a JSON document.
Response json(std::string text, int status = 200);
Response bytes(std::string content, std::string_view content_type);
// To be kept as a file of that name, which needs no quoting.
Response download(std::string content, std::string_view content_type, std::string_view file_name);
Response redirect_see_other(std::string_view url);
Response no_content();

// Compressed once, here; then answered any number of times through answer_stored(), with ETag and 304.
std::shared_ptr<const Stored> store(std::string text);
Response answer_stored(const std::shared_ptr<const Stored>& stored, std::string_view content_type, int status = 200);

Response stream(Stream pull, std::string_view content_type);
Response event_stream(std::shared_ptr<Subscription> subscription);

// RFC 9457. `code` is the stable word for programs; `errors` become {"field","code","message"}. Type is
// "urn:autojet:problem:CODE"; an empty code gives "about:blank".
Response problem(int status, std::string_view code, std::string_view title, std::string_view detail = "",
                 const Errors& errors = {});
// A refusal of the domain, with the status that its kind has.
Response problem(const Error& error);

// "Not Found" for 404.
std::string_view status_text(int status);

}  // namespace autojet::http
