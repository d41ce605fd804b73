#include "policy/texts.hpp"

namespace autojet::policy {

void Texts::add(std::string_view path, std::string_view text) {
    constexpr std::string_view published_folder = "published/";
    constexpr std::string_view prose_folder = "prose/";
    if (path == "privacy.toml") {
        model = text;
    } else if (path == "published/index.b2sum") {
        index = text;
    } else if (path.starts_with(published_folder) && path.ends_with(".toml")) {
        published[std::string{path.substr(published_folder.size())}] = text;
    } else if (path.starts_with(prose_folder) && path.ends_with(".md")) {
        prose[std::string{path.substr(prose_folder.size())}] = text;
    }
}

}  // namespace autojet::policy
