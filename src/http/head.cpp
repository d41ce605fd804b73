#include "http/head.hpp"

#include <array>
#include <charconv>
#include <ctime>

#include "http/gzip.hpp"

namespace autojet::http {

namespace {

constexpr std::size_t worth_compressing = 1024;

// RFC 9110 5.6.7, made once a second on each thread.
std::string_view date_now() {
    thread_local std::time_t made_for = 0;
    thread_local std::array<char, 40> text{};
    thread_local std::size_t size = 0;
    if (const auto now = std::time(nullptr); now != made_for) {
        std::tm parts{};
        gmtime_r(&now, &parts);
        size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
        made_for = now;
    }
    return {text.data(), size};
}

void append_number(std::string& text, std::uint64_t number) {
    std::array<char, 20> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
    if (value.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos)
        throw Broken{"a line break in the header " + std::string{name}};
    head.append(name).append(": ").append(value).append("\r\n");
}

bool is_text(std::string_view content_type) {
    return content_type.starts_with("text/") || content_type.starts_with("application/json") ||
           content_type.starts_with("application/problem+json") || content_type.starts_with("image/svg+xml");
}

bool names_etag(std::string_view list, std::string_view etag) {
    return list == "*" || list.find(etag) != std::string_view::npos;
}

bool wants_json(const Request& request) {
    const auto accept = request.headers.get("Accept");
    const bool asks =
        accept.find("json") != std::string_view::npos && accept.find("text/html") == std::string_view::npos;
    return asks || request.path.starts_with("/api/");
}

std::string page(std::string_view title, std::string_view sentence) {
    std::string text = "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>";
    text.append(title)
        .append("</title>\n<h1>")
        .append(title)
        .append("</h1>\n<p>")
        .append(sentence)
        .append("</p></html>\n");
    return text;
}

std::string_view explanation(std::string_view code) {
    if (code == "forged_form") return "This form has expired. Please go back, reload the page and send it again.";
    if (code == "cross_site") return "This form was sent from another site.";
    if (code == "too_many_requests") return "That was a lot at once. Please wait a moment and try again.";
    if (code == "busy") return "It is very busy. Please try again in a moment.";
    if (code == "body_too_large" || code == "file_too_large") return "What was sent is too large.";
    if (code == "not_found") return "There is nothing at this address.";
    return "This request could not be understood.";
}

}  // namespace

std::string security_headers(bool https) {
    std::string text =
        "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src "
        "'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        // Not no-referrer: browsers would then send forms with "Origin: null".
        "Referrer-Policy: same-origin\r\n"
        "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n";
    if (https) text += "Strict-Transport-Security: max-age=31536000\r\n";
    return text;
}

bool has_no_body(const Request& request, const Response& response) {
    return request.method == Method::head || response.status == 204 || response.status == 304;
}

bool is_streamed(const Response& response) {
    return std::holds_alternative<Stream>(response.body) || std::holds_alternative<EventStream>(response.body);
}

void write_head(std::string& head, const Response& response, const HeadOptions& options) {
    head.assign("HTTP/1.1 ");
    append_number(head, static_cast<std::uint64_t>(response.status));
    head.append(" ").append(status_text(response.status)).append("\r\n");
    append_field(head, "Date", date_now());
    for (std::size_t i = 0; i < response.headers.size(); ++i)
        append_field(head, response.headers.at(i).name, response.headers.at(i).value);
    head.append(options.security_headers);
    if (!response.headers.find("Cache-Control")) head.append("Cache-Control: no-store\r\n");

    const auto* text = std::get_if<std::string>(&response.body);
    const auto* stored = std::get_if<Stored>(&response.body);
    if (response.status != 204 && response.status != 304) {
        if (text != nullptr || stored != nullptr) {
            head.append("Content-Length: ");
            append_number(head, text != nullptr ? text->size() : stored->plain.size());
            head.append("\r\n");
        } else if (!options.http_10) {
            head.append("Transfer-Encoding: chunked\r\n");
        }
    }
    if (!options.keep_alive)
        head.append("Connection: close\r\n");
    else if (options.http_10)
        head.append("Connection: keep-alive\r\n");
    head.append("\r\n");
}

void settle_body(const Request& request, Response& response) {
    auto* stored = std::get_if<Stored>(&response.body);
    auto* text = std::get_if<std::string>(&response.body);
    const bool packs = accepts_gzip(request.headers.get("Accept-Encoding"));
    if (stored != nullptr) {
        if (!stored->etag.empty()) response.headers.set("ETag", stored->etag);
        if (!stored->gzip.empty()) response.headers.add("Vary", "Accept-Encoding");
        const auto known = request.headers.get("If-None-Match");
        if (response.status == 200 && !stored->etag.empty() && names_etag(known, stored->etag)) {
            response.status = 304;
        } else if (packs && !stored->gzip.empty()) {
            response.headers.add("Content-Encoding", "gzip");
            stored->plain = stored->gzip;
        }
        return;
    }
    if (text == nullptr || text->size() <= worth_compressing || !is_text(response.headers.get("Content-Type"))) return;
    response.headers.add("Vary", "Accept-Encoding");
    if (!packs || response.headers.find("Content-Encoding")) return;
    *text = gzip(*text);
    response.headers.add("Content-Encoding", "gzip");
}

Response plain_refusal(const Request& request, int status, std::string_view code) {
    const auto title = status_text(status);
    const auto sentence = explanation(code);
    if (wants_json(request)) return problem(status, code, title, sentence);
    return html(page(title, sentence), status);
}

Response plain_apology(const Request& request, std::string_view incident) {
    const std::string sentence =
        "Something went wrong on our side. If you tell us about it, please mention " + std::string{incident} + ".";
    if (wants_json(request)) return problem(500, "internal_error", status_text(500), sentence);
    return html(page("Sorry", sentence), 500);
}

}  // namespace autojet::http
