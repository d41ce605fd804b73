#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "http/router.hpp"

namespace autojet::http {

// A file inside the program, as tools/embed.cpp writes it. `hash` is 16 hex digits of the content; `gzip` is empty when
// compressing did not pay.
struct EmbeddedFile {
    std::string_view name;
    std::string_view bytes;
    std::string_view gzip;
    std::string_view hash;
    std::string_view content_type;
};

// Static files at /assets/NAME.HASH.EXT: an address never changes its content, so browsers keep it for a year.
class Assets {
public:
    explicit Assets(std::span<const EmbeddedFile> files);

    // "/assets/site.3f2a...css" for "site.css"; folders become dashes. Throws Broken when there is no such file.
    std::string url(std::string_view name) const;
    bool has(std::string_view name) const { return by_name_.contains(name); }

    // GET /assets/{file}. The Assets must outlive the router.
    void add_routes(Router& router) const;

private:
    Response serve(std::string_view file) const;

    std::map<std::string_view, const EmbeddedFile*> by_name_;
    std::map<std::string, const EmbeddedFile*, std::less<>> by_address_;
};

// From the extension; "application/octet-stream" when it says nothing.
std::string_view content_type_of(std::string_view filename);

}  // namespace autojet::http
