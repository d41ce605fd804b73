#pragma once

#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace autojet::policy {

// The files of the folder policy/, as embedded in the program or read from disk. Who makes this keeps the texts alive.
struct Texts {
    using Files = std::map<std::string, std::string_view, std::less<>>;

    std::string_view model;  // privacy.toml
    std::string_view index;  // published/index.b2sum
    Files published;         // "2026-06-24.toml" -> text
    Files prose;             // "nl/who.md" -> text

    // Puts a file in its place by its path inside policy/, "prose/nl/who.md"; others are left out.
    void add(std::string_view path, std::string_view text);
};

// Chapters of the policy page in their order: each letter of a promise has one, whose name is its file and its anchor.
struct Chapter {
    char letter;
    std::string_view name;
};

inline constexpr std::array<Chapter, 10> chapters{{
    {'W', "who"},
    {'D', "what"},
    {'P', "why"},
    {'K', "how-long"},
    {'S', "who-else"},
    {'C', "cookies"},
    {'T', "security"},
    {'R', "rights"},
    {'X', "complaints"},
    {'V', "changes"},
}};

}  // namespace autojet::policy
