#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/request.hpp"
#include "http/response.hpp"

namespace autojet::http {

using Handler = std::function<Response(Request&)>;

// On the thread of the connection: for what answers from memory in microseconds. On a worker: for what may wait.
enum class Run { inline_, worker };
enum class Csrf { required, off };
// `any`: for probes that come without a shop's name; request.shop is zero then.
enum class HostRule { shop, any };

// At most `requests` in any `period` from one client, counted under `name`; routes with the same name share the count.
struct RateBudget {
    std::string name;
    int requests;
    std::chrono::seconds period;
};

struct RouteOptions {
    Run where = Run::worker;
    std::size_t body_limit = 64 * 1024;
    Csrf csrf = Csrf::required;
    // Content types of a body that is not empty; others are answered with 415.
    std::vector<std::string> accepts = {"application/x-www-form-urlencoded", "multipart/form-data"};
    std::optional<RateBudget> rate = std::nullopt;
    HostRule host = HostRule::shop;
    // Files, when the form may bring some: how many, and how large each may be. body_limit bounds the whole.
    std::size_t max_files = 0;
    std::size_t file_limit = 8 * 1024 * 1024;
};

// For routes of the JSON interface.
RouteOptions json_route(Run where = Run::worker);

struct Route {
    Method method;
    std::string pattern;
    RouteOptions options;
    Handler handler;
};

// Finds the handler by walking the segments of the path; nothing is compared with patterns at run time. A fixed segment
// wins over a parameter. HEAD finds the handler of GET.
class Router {
public:
    Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;
    ~Router();

    // "/desk/bookings/{reference}": a parameter is a whole segment and is never empty. Throws Broken when the route
    // exists already or the pattern is none.
    void add(Method method, std::string pattern, RouteOptions options, Handler handler);
    void add(Method method, std::string pattern, Handler handler) {
        add(method, std::move(pattern), {}, std::move(handler));
    }

    struct Match {
        const Route* route = nullptr;  // null: 404, or 405 when `allow` is not empty
        std::string allow;             // for 405 and OPTIONS
        bool malformed = false;        // 400: broken encoding, NUL or control characters, "..", invalid UTF-8
    };
    // `path` without the query. Fills the parameters.
    Match find(Method method, std::string_view path, Parameters& parameters) const;

    // In the order in which they were added.
    std::vector<const Route*> routes() const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace autojet::http
