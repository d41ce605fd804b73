#include "http/assets.hpp"

#include <algorithm>

namespace autojet::http {

namespace {

std::string address_of(const EmbeddedFile& file) {
    std::string name{file.name};
    std::ranges::replace(name, '/', '-');
    const auto dot = std::min(name.rfind('.'), name.size());
    return name.substr(0, dot) + "." + std::string{file.hash} + name.substr(dot);
}

}  // namespace

Assets::Assets(std::span<const EmbeddedFile> files) {
    for (const auto& file : files) {
        by_name_.emplace(file.name, &file);
        by_address_.emplace(address_of(file), &file);
    }
}

std::string Assets::url(std::string_view name) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) throw Broken{"there is no asset " + std::string{name}};
    return "/assets/" + address_of(*found->second);
}

void Assets::add_routes(Router& router) const {
    RouteOptions options;
    options.where = Run::inline_;
    options.host = HostRule::any;
    router.add(Method::get, "/assets/{file}", options,
               [this](Request& request) { return serve(request.path_parameters.at("file")); });
}

Response Assets::serve(std::string_view file) const {
    const auto found = by_address_.find(file);
    if (found == by_address_.end()) return text("Not Found\n", 404);
    const auto& asset = *found->second;
    Response response;
    response.headers.add("Content-Type", asset.content_type);
    response.headers.add("Cache-Control", "public, max-age=31536000, immutable");
    response.body = Stored{asset.bytes, asset.gzip, '"' + std::string{asset.hash} + '"', nullptr};
    return response;
}

std::string_view content_type_of(std::string_view filename) {
    struct Known {
        std::string_view extension;
        std::string_view type;
    };
    static constexpr Known known[] = {
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".html", "text/html; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".txt", "text/plain; charset=utf-8"},
        {".sql", "text/plain; charset=utf-8"},
        {".pdf", "application/pdf"},
        {".ics", "text/calendar; charset=utf-8"},
    };
    for (const auto& [extension, type] : known)
        if (filename.ends_with(extension)) return type;
    return "application/octet-stream";
}

}  // namespace autojet::http
