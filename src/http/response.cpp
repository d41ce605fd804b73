#include "http/response.hpp"

#include <sodium.h>

#include "http/gzip.hpp"
#include "http/json.hpp"

namespace autojet::http {

namespace {

Response with_type(int status, std::string_view content_type, Body body) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", content_type);
    response.body = std::move(body);
    return response;
}

std::string etag_of(std::string_view text) {
    unsigned char digest[12];
    crypto_generichash(digest, sizeof digest, reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr,
                       0);
    char hex[2 * sizeof digest + 1];
    sodium_bin2hex(hex, sizeof hex, digest, sizeof digest);
    return '"' + std::string{hex} + '"';
}

}  // namespace

Response& Response::set(std::string_view name, std::string_view value) & {
    headers.set(name, value);
    return *this;
}

Response&& Response::set(std::string_view name, std::string_view value) && {
    headers.set(name, value);
    return std::move(*this);
}

Response& Response::cookie(Cookie cookie) & {
    cookies.push_back(std::move(cookie));
    return *this;
}

Response&& Response::cookie(Cookie cookie) && {
    cookies.push_back(std::move(cookie));
    return std::move(*this);
}

Response html(std::string text, int status) {
    return with_type(status, "text/html; charset=utf-8", std::move(text));
}

Response text(std::string text, int status) {
    return with_type(status, "text/plain; charset=utf-8", std::move(text));
}

Response json(std::string text, int status) {
    return with_type(status, "application/json", std::move(text));
}

Response bytes(std::string content, std::string_view content_type) {
    return with_type(200, content_type, std::move(content));
}

Response download(std::string content, std::string_view content_type, std::string_view file_name) {
    return bytes(std::move(content), content_type)
        .set("Content-Disposition", "attachment; filename=\"" + std::string(file_name) + "\"");
}

Response redirect_see_other(std::string_view url) {
    Response response;
    response.status = 303;
    response.headers.add("Location", url);
    return response;
}

Response no_content() {
    Response response;
    response.status = 204;
    return response;
}

std::shared_ptr<const Stored> store(std::string text) {
    struct Kept {
        std::string plain;
        std::string packed;
        Stored stored;
    };
    auto kept = std::make_shared<Kept>();
    kept->plain = std::move(text);
    kept->packed = gzip(kept->plain, Effort::thorough);
    if (kept->packed.size() >= kept->plain.size()) kept->packed.clear();
    kept->stored = {kept->plain, kept->packed, etag_of(kept->plain), nullptr};
    return {kept, &kept->stored};
}

Response answer_stored(const std::shared_ptr<const Stored>& stored, std::string_view content_type, int status) {
    return with_type(status, content_type, Stored{stored->plain, stored->gzip, stored->etag, stored});
}

Response stream(Stream pull, std::string_view content_type) {
    return with_type(200, content_type, std::move(pull));
}

Response event_stream(std::shared_ptr<Subscription> subscription) {
    auto response = with_type(200, "text/event-stream", EventStream{std::move(subscription)});
    // Proxies shall not wait for more.
    response.headers.add("X-Accel-Buffering", "no");
    return response;
}

Response problem(int status, std::string_view code, std::string_view title, std::string_view detail,
                 const Errors& errors) {
    JsonObject document;
    document["type"] = code.empty() ? std::string{"about:blank"} : "urn:autojet:problem:" + std::string{code};
    document["title"] = title;
    document["status"] = status;
    if (!detail.empty()) document["detail"] = detail;
    if (!code.empty()) document["code"] = code;
    if (!errors.empty()) {
        JsonArray list;
        for (const auto& error : errors)
            list.push_back(JsonObject{{"field", error.field}, {"code", error.reason}, {"message", error.message}});
        document["errors"] = std::move(list);
    }
    return with_type(status, "application/problem+json", write_json(document));
}

Response problem(const Error& error) {
    const auto status = http_status(error.code);
    const auto errors = error.field.empty() ? Errors{} : Errors{error};
    return problem(status, error.reason, status_text(status), error.message, errors);
}

std::string_view status_text(int status) {
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 302:
            return "Found";
        case 303:
            return "See Other";
        case 304:
            return "Not Modified";
        case 307:
            return "Temporary Redirect";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 410:
            return "Gone";
        case 413:
            return "Content Too Large";
        case 414:
            return "URI Too Long";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 501:
            return "Not Implemented";
        case 503:
            return "Service Unavailable";
        case 505:
            return "HTTP Version Not Supported";
        default:
            return "Unknown";
    }
}

}  // namespace autojet::http
