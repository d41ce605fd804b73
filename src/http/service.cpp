#include "http/service.hpp"

#include <algorithm>
#include <typeinfo>

#include <boost/core/demangle.hpp>

#include "base/text.hpp"
#include "http/head.hpp"
#include "http/log.hpp"

namespace autojet::http {

namespace {

bool changes_something(Method method) {
    return method == Method::post || method == Method::put || method == Method::patch || method == Method::del;
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' ||
               letter == ':' || letter == '[' || letter == ']';
    });
}

// Ten letters and digits that are easy to read out on the phone.
std::string new_incident() {
    static constexpr std::string_view letters = "23456789abcdefghjkmnpqrstuvwxyz";
    const auto random = random_key();
    std::string incident;
    for (std::size_t i = 0; i < 10; ++i) incident += letters[random[i] % letters.size()];
    return incident;
}

// Of the exception that is being handled. Ours hold nothing personal; of others only the kind is told.
std::string what_broke() {
    try {
        throw;
    } catch (const Broken& broken) {
        return broken.what();
    } catch (const std::exception& foreign) {
        return boost::core::demangle(typeid(foreign).name());
    } catch (...) {
        return "something that is no exception";
    }
}

}  // namespace

Service::Service(const ServerOptions& options, const Router& router)
    : options_{options},
      router_{router},
      csrf_{options.csrf_key, options.session_cookie},
      door_{options.cookies, options.https ? CookieDoor::Transport::https : CookieDoor::Transport::plain},
      security_headers_{security_headers(options.https)} {}

std::string_view Service::sender(const Request& request, std::string_view peer) const {
    if (options_.trusted_proxy.empty() || peer != options_.trusted_proxy) return peer;
    auto hops = request.headers.get("X-Forwarded-For");
    const auto comma = hops.rfind(',');
    if (comma != std::string_view::npos) hops.remove_prefix(comma + 1);
    while (!hops.empty() && hops.front() == ' ') hops.remove_prefix(1);
    return hops.empty() ? peer : hops;
}

Service::Opening Service::open(Request& request, const WireReader& wire) {
    request.csrf = &csrf_;
    if (auto refusal = read_target(request, wire.target())) return {nullptr, std::move(refusal)};
    const auto match = router_.find(request.method, request.path, request.path_parameters);
    const auto rule = match.route != nullptr ? match.route->options.host : HostRule::shop;
    if (auto refusal = find_shop(request, rule)) return {nullptr, std::move(refusal)};
    if (match.malformed) return {nullptr, refuse(request, 400, "bad_path")};
    if (match.route == nullptr) {
        if (match.allow.empty()) return {nullptr, refuse(request, 404, "not_found")};
        auto response = request.method == Method::options ? no_content() : refuse(request, 405, "method_not_allowed");
        response.headers.set("Allow", match.allow);
        return {nullptr, std::move(response)};
    }

    const auto& route = *match.route;
    request.pattern = route.pattern;
    if (route.options.rate && options_.limits == RateLimits::on) {
        if (const auto wait = limiter_.admit(*route.options.rate, request.client_digest)) {
            auto response = refuse(request, 429, "too_many_requests");
            response.headers.set("Retry-After", std::to_string(wait->count()));
            return {&route, std::move(response)};
        }
    }
    return {&route, check_body(request, route, wire)};
}

// Origin form or absolute form (RFC 9112 3.2); the authority of the latter takes the place of Host.
std::optional<Response> Service::read_target(Request& request, std::string_view target) {
    if (target == "*" && request.method == Method::options) target = "/";
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!target.starts_with(scheme)) continue;
        target.remove_prefix(scheme.size());
        const auto end = std::min(target.find_first_of("/?"), target.size());
        request.headers.set("Host", target.substr(0, end));
        target.remove_prefix(end);
        if (target.empty()) target = "/";
        break;
    }
    const auto question = std::min(target.find('?'), target.size());
    request.path = target.substr(0, question);
    if (request.path.size() > options_.path_limit) return refuse(request, 414, "path_too_long");
    if (!request.path.starts_with('/') || target.find('#') != std::string_view::npos)
        return refuse(request, 400, "bad_path");
    if (question == target.size()) return std::nullopt;
    request.query_text = target.substr(question + 1);
    auto query = Query::parse(request.query_text);
    if (!query) return refuse(request, 400, "bad_query");
    request.query = std::move(*query);
    return std::nullopt;
}

std::optional<Response> Service::find_shop(Request& request, HostRule rule) {
    const auto host = ascii_lower(request.headers.get("Host"));
    if (!host.empty() && !is_host(host)) return refuse(request, 400, "bad_host");
    const auto shop = options_.resolve_shop && !host.empty() ? options_.resolve_shop(host) : std::nullopt;
    if (shop) request.shop = *shop;
    if (!shop && rule == HostRule::shop) return refuse(request, 421, "unknown_host");
    return std::nullopt;
}

std::optional<Response> Service::check_body(const Request& request, const Route& route, const WireReader& wire) {
    const auto& expect = request.headers.get("Expect");
    if (!expect.empty() && !same_word(expect, "100-continue")) return refuse(request, 417, "unknown_expectation");
    if (!wire.has_body()) return std::nullopt;
    if (wire.content_length().value_or(0) > route.options.body_limit) return refuse(request, 413, "body_too_large");
    if (!changes_something(request.method)) return std::nullopt;
    const auto content_type = request.headers.get("Content-Type");
    const auto type = media_type(content_type);
    if (std::ranges::find(route.options.accepts, type) == route.options.accepts.end())
        return refuse(request, 415, "unsupported_content_type");
    if (type == "multipart/form-data" && !multipart_boundary(content_type))
        return refuse(request, 400, "malformed_form");
    return std::nullopt;
}

std::optional<Response> Service::read_form(Request& request) {
    if (request.parsed_form || request.body.empty()) return std::nullopt;
    if (media_type(request.headers.get("Content-Type")) != "application/x-www-form-urlencoded") return std::nullopt;
    auto form = Form::parse(request.body);
    if (!form) return refuse(request, http_status(form.error().code) == 413 ? 413 : 400, form.error().reason);
    request.parsed_form = std::move(*form);
    return std::nullopt;
}

Response Service::answer(Request& request, const Route& route) {
    try {
        if (auto refusal = read_form(request)) return std::move(*refusal);
        if (route.options.csrf == Csrf::required && changes_something(request.method))
            if (const auto checked = csrf_.check(request); !checked)
                return refuse(request, 403, checked.error().reason);
        return call(request, route);
    } catch (...) {
        return apologise(request);
    }
}

Response Service::call(Request& request, const Route& route) {
    return options_.around ? options_.around(request, route.handler) : route.handler(request);
}

// The plain page needs no template, since it has to work when everything else does not.
Response Service::refuse(const Request& request, int status, std::string_view code) {
    try {
        if (options_.refusal) return options_.refusal(request, status, code);
    } catch (...) {
        log(Level::error, "the page for a refusal with {} broke: {}", status, what_broke());
    }
    return plain_refusal(request, status, code);
}

Response Service::apologise(const Request& request) {
    const auto incident = new_incident();
    log(Level::error, "incident {}: {} {} 500: {}", incident, name(request.method), request.pattern, what_broke());
    try {
        if (options_.apology) return options_.apology(request, incident);
    } catch (...) {
        log(Level::error, "incident {}: the apology broke too: {}", incident, what_broke());
    }
    return plain_apology(request, incident);
}

void Service::finish(const Request& request, Response& response, Framing& framing, std::string& head) {
    try {
        complete(request, response, framing, head);
    } catch (...) {
        response = apologise(request);
        response.headers.erase("Set-Cookie");
        write_head(head, response, {framing.http_10, framing.keep_alive, security_headers_});
    }
}

void Service::complete(const Request& request, Response& response, Framing& framing, std::string& head) {
    if (response.headers.find("Set-Cookie")) throw Broken{"a cookie that did not come through the cookie door"};
    for (const auto& cookie : response.cookies) door_.write(cookie, response.headers);
    if (!request.new_form_cookie.empty())
        door_.write({std::string{CsrfGuard::cookie_name}, request.new_form_cookie, std::nullopt}, response.headers);
    settle_body(request, response);
    // Without chunks, the end of a streamed body is the end of the connection.
    framing.keep_alive = framing.keep_alive && !(framing.http_10 && is_streamed(response));
    write_head(head, response, {framing.http_10, framing.keep_alive, security_headers_});
}

}  // namespace autojet::http
