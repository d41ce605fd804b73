// What an installation is told from outside: the command line and the file of --config.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace autojet::app {

struct MailServer {
    std::string url;  // smtp://host:587 or smtps://host; empty: mail files in DATA/outbox
    std::string user;
    std::string password;
    std::string from;  // the address that the server lets us send from; empty: the shop's own
};

struct Config {
    std::filesystem::path data;
    std::filesystem::path keys;  // empty: beside the data
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    bool rate_limits = true;
    std::string url;            // public address of the first shop; empty: where it listens
    std::string trusted_proxy;  // whose X-Forwarded-For is believed; empty: nobody's
    MailServer mail;
    bool finishes_restore = false;  // works on a folder whose restore has not ended, to end it
};

// Reads the file over what `config` has already. Refuses with `bad_config`, naming the line.
Result<void> read_config_file(const std::filesystem::path& file, Config& config);

// "127.0.0.1:8080", "[::1]:8080". Refuses with `bad_address`.
Result<void> read_listen_address(const std::string& text, Config& config);

// Fills in the folder of the keys and refuses one inside the data folder (`keys_inside_data`), and unlimited requests
// on anything but loopback (`limits_needed`).
Result<void> complete(Config& config);

// "shop.example" of "https://shop.example:8443"; "" for what is no such address.
std::string host_of(std::string_view url);

bool is_loopback(const std::string& address);

}  // namespace autojet::app
