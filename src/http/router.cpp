#include "http/router.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <span>

#include "base/text.hpp"
#include "http/percent.hpp"

namespace autojet::http {

namespace {

constexpr std::size_t method_count = 8;

std::size_t index_of(Method method) {
    return static_cast<std::size_t>(method);
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

// Takes the next segment from `rest`, which begins with "/".
std::string_view take_segment(std::string_view& rest) {
    rest.remove_prefix(1);
    const auto end = std::min(rest.find('/'), rest.size());
    const auto segment = rest.substr(0, end);
    rest.remove_prefix(end);
    return segment;
}

bool is_legal_segment(std::string_view decoded) {
    return decoded != "." && decoded != ".." && is_utf8(decoded) && std::ranges::none_of(decoded, [](char letter) {
               return static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F || letter == '/' || letter == '\\';
           });
}

}  // namespace

struct Router::Node {
    std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
    std::unique_ptr<Node> parameter;
    struct End {
        const Route* route = nullptr;
        std::vector<std::string> names;  // of the parameters, outermost first
    };
    std::array<End, method_count> ends;

    bool is_end() const {
        return std::ranges::any_of(ends, [](const End& end) { return end.route != nullptr; });
    }

    std::string allow() const {
        std::string list;
        for (std::size_t i = 0; i < method_count; ++i) {
            const bool head_of_get = i == index_of(Method::head) && ends[index_of(Method::get)].route != nullptr;
            const bool always = i == index_of(Method::options);
            if (ends[i].route == nullptr && !head_of_get && !always) continue;
            if (!list.empty()) list += ", ";
            list += name(static_cast<Method>(i));
        }
        return list;
    }

    // The node where the path ends. A fixed segment is tried before a parameter, and left again when it leads nowhere.
    const Node* walk(std::span<const std::string_view> segments, std::vector<std::string_view>& caught) const {
        if (segments.empty()) return is_end() ? this : nullptr;
        if (const auto next = fixed.find(segments.front()); next != fixed.end())
            if (const auto* found = next->second->walk(segments.subspan(1), caught)) return found;
        if (!parameter || segments.front().empty()) return nullptr;
        caught.push_back(segments.front());
        if (const auto* found = parameter->walk(segments.subspan(1), caught)) return found;
        caught.pop_back();
        return nullptr;
    }
};

Router::Router() : root_{std::make_unique<Node>()} {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

RouteOptions json_route(Run where) {
    RouteOptions options;
    options.where = where;
    options.csrf = Csrf::off;
    options.accepts = {"application/json"};
    return options;
}

void Router::add(Method method, std::string pattern, RouteOptions options, Handler handler) {
    if (!pattern.starts_with('/')) throw Broken{"a route does not begin with a slash: " + pattern};
    auto* node = root_.get();
    std::vector<std::string> names;
    for (std::string_view rest = pattern; !rest.empty();) {
        const auto segment = take_segment(rest);
        auto& next = is_parameter(segment) ? node->parameter : node->fixed[std::string{segment}];
        if (is_parameter(segment)) names.emplace_back(segment.substr(1, segment.size() - 2));
        if (!next) next = std::make_unique<Node>();
        node = next.get();
    }
    auto& end = node->ends[index_of(method)];
    if (end.route != nullptr) throw Broken{"this route exists already: " + pattern};
    routes_.push_back(
        std::make_unique<Route>(Route{method, std::move(pattern), std::move(options), std::move(handler)}));
    end = {routes_.back().get(), std::move(names)};
}

Router::Match Router::find(Method method, std::string_view path, Parameters& parameters) const {
    static constexpr std::size_t max_segments = 32;
    std::array<std::string_view, max_segments> segments;
    std::vector<std::string> decoded;  // owns what was encoded
    std::size_t count = 0;

    Match match;
    if (path.empty() || path.front() != '/') {
        match.malformed = true;
        return match;
    }
    decoded.reserve(path.find('%') == std::string_view::npos ? 0 : max_segments);
    while (!path.empty()) {
        auto segment = take_segment(path);
        if (count == max_segments) return match;
        if (segment.find('%') != std::string_view::npos) {
            auto plain = decode_percent(segment);
            if (!plain) {
                match.malformed = true;
                return match;
            }
            segment = decoded.emplace_back(std::move(*plain));
        }
        if (!is_legal_segment(segment)) {
            match.malformed = true;
            return match;
        }
        segments[count++] = segment;
    }

    std::vector<std::string_view> caught;
    const auto* node = root_->walk(std::span{segments}.first(count), caught);
    if (node == nullptr) return match;
    const auto* end = &node->ends[index_of(method)];
    if (end->route == nullptr && method == Method::head) end = &node->ends[index_of(Method::get)];
    if (end->route == nullptr) {
        match.allow = node->allow();
        return match;
    }
    match.route = end->route;
    for (std::size_t i = 0; i < caught.size(); ++i) parameters.add(end->names[i], std::string{caught[i]});
    return match;
}

std::vector<const Route*> Router::routes() const {
    std::vector<const Route*> list;
    for (const auto& route : routes_) list.push_back(route.get());
    return list;
}

}  // namespace autojet::http
