#include "app/config.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.hpp"
#include "base/toml.hpp"
#include "copies/files.hpp"

namespace autojet::app {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> bad(std::string message) {
    return refuse(ErrorCode::invalid, "bad_config", std::move(message));
}

struct Setting {
    std::string_view table;
    std::string_view key;
    std::string Config::*in_config = nullptr;
    std::string MailServer::*in_mail = nullptr;
};

// The whole of what a configuration file may say.
const std::array<Setting, 6> settings{{
    {"", "url", &Config::url, nullptr},
    {"", "trusted_proxy", &Config::trusted_proxy, nullptr},
    {"mail", "url", nullptr, &MailServer::url},
    {"mail", "user", nullptr, &MailServer::user},
    {"mail", "password", nullptr, &MailServer::password},
    {"mail", "from", nullptr, &MailServer::from},
}};

Result<void> read_table(const toml::table& table, std::string_view name, Config& config) {
    for (const auto& [key, node] : table) {
        if (name.empty() && node.is_table() && key.str() == "mail") {
            if (auto read = read_table(*node.as_table(), "mail", config); !read) return read;
            continue;
        }
        const auto setting =
            std::ranges::find_if(settings, [&](const Setting& s) { return s.table == name && s.key == key.str(); });
        const auto value = node.value<std::string>();
        const auto line = std::to_string(node.source().begin.line);
        if (setting == settings.end()) return bad("line " + line + ": this setting is not known");
        if (!value) return bad("line " + line + ": this setting is a text in quotes");
        if (setting->in_config)
            config.*(setting->in_config) = *value;
        else
            config.mail.*(setting->in_mail) = *value;
    }
    return {};
}

fs::path without_slash(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

}  // namespace

std::string host_of(std::string_view url) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!url.starts_with(scheme)) continue;
        auto host = url.substr(scheme.size());
        const auto port = host.rfind(':');
        if (port != std::string_view::npos && host.find(']', port) == std::string_view::npos)
            host = host.substr(0, port);
        return host.find_first_of("/?#@ ") == std::string_view::npos ? ascii_lower(host) : "";
    }
    return "";
}

Result<void> read_config_file(const fs::path& file, Config& config) {
    const auto parsed = toml::parse_file(file.string());
    if (!parsed)
        return bad("line " + std::to_string(parsed.error().source().begin.line) + ": " +
                   std::string(parsed.error().description()));
    return read_table(parsed.table(), "", config);
}

Result<void> read_listen_address(const std::string& text, Config& config) {
    const auto colon = text.rfind(':');
    const auto number = colon == std::string::npos ? std::string() : text.substr(colon + 1);
    auto address = text.substr(0, std::min(colon, text.size()));
    const bool bracketed = address.size() > 2 && address.starts_with('[') && address.ends_with(']');
    if (bracketed) address = address.substr(1, address.size() - 2);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), port);
    // Links carry the port, so it must be known before it is opened: no "any free one".
    if (address.empty() || address.find_first_of("[]") != std::string::npos || error != std::errc{} ||
        end != number.data() + number.size() || port == 0)
        return refuse(ErrorCode::invalid, "bad_address", "--listen takes ADDRESS:PORT, such as 127.0.0.1:8080.");
    config.address = address;
    config.port = port;
    return {};
}

Result<void> complete(Config& config) {
    config.data = without_slash(fs::absolute(config.data).lexically_normal());
    if (config.keys.empty()) config.keys = config.data.string() + "-keys";
    if (copies::is_inside(config.keys, config.data))
        return refuse(ErrorCode::invalid, "keys_inside_data",
                      "Keys may not lie inside the data folder: a copy of the data would hold them too.");
    if (!config.rate_limits && !is_loopback(config.address))
        return refuse(ErrorCode::invalid, "limits_needed",
                      "--limits off is for benchmarks and works on a loopback address only.");
    while (config.url.ends_with('/')) config.url.pop_back();
    if (!config.url.empty() && host_of(config.url).empty())
        return bad("url: the public address is http:// or https:// with a host name, without a path");
    return {};
}

bool is_loopback(const std::string& address) {
    in_addr v4{};
    if (::inet_pton(AF_INET, address.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
    return address == "::1" || address == "localhost";
}

}  // namespace autojet::app
