#include "policy/toml_text.hpp"

#include <algorithm>

namespace autojet::policy {

namespace {

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\r' && c != '\t') || byte == 0x7f;
}

bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}

bool may_begin_a_key(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '"' || c == '\'';
}

enum class Words { none, whole, broken };

// Takes a string or a comment off the front. A string that does not end where it should is broken.
Words skip_words(std::string_view& text) {
    if (text.front() == '#') {
        text.remove_prefix(std::min(text.find('\n'), text.size()));
        return Words::whole;
    }
    const char quote = text.front();
    if (quote != '"' && quote != '\'') return Words::none;
    const bool many_lines = text.size() >= 3 && text[1] == quote && text[2] == quote;
    const std::string_view end = text.substr(0, many_lines ? 3 : 1);
    text.remove_prefix(end.size());
    while (!text.empty() && (many_lines || text.front() != '\n')) {
        if (text.starts_with(end)) return text.remove_prefix(end.size()), Words::whole;
        const bool escapes = quote == '"' && text.front() == '\\' && text.size() > 1;
        if (escapes && std::string_view{"btnfr\"\\uU"}.find(text[1]) == std::string_view::npos) return Words::broken;
        text.remove_prefix(escapes ? 2 : 1);
    }
    return Words::broken;
}

// Where a string may begin: behind white space, and behind what stands between values.
bool may_precede_a_string(char c) {
    return std::string_view{" \t\r\n=,[{."}.find(c) != std::string_view::npos;
}

// "[[" and what a key begins with; `text` begins behind the brackets then.
bool skip_head(std::string_view& text) {
    int brackets = 0;
    while (!text.empty() && (text.front() == '[' || text.front() == ' ' || text.front() == '\t')) {
        if (text.front() == '[' && ++brackets > 2) return false;
        text.remove_prefix(1);
    }
    return brackets == 0 || (!text.empty() && may_begin_a_key(text.front()));
}

}  // namespace

bool is_readable_toml(std::string_view text) {
    for (const char c : text)
        if (is_control(c)) return false;
    bool begins_a_line = true;
    char before = '\n';
    char last = '\n';  // that is no white space
    while (!text.empty()) {
        if (begins_a_line) {
            if (!skip_head(text)) return false;
            before = '\n';
        }
        begins_a_line = false;
        if (text.empty()) return true;
        const bool quoted = text.front() == '"' || text.front() == '\'';
        const bool many_lines = text.starts_with("\"\"\"") || text.starts_with("'''");
        if (quoted && (!may_precede_a_string(before) || (many_lines && last != '='))) return false;  // no such key
        const auto words = skip_words(text);
        if (words == Words::broken) return false;
        if (words == Words::whole) {
            before = last = 'x';
            continue;
        }
        before = text.front();
        if (!is_ascii(before)) return false;
        if (before != ' ' && before != '\t') last = before;
        begins_a_line = before == '\n';
        text.remove_prefix(1);
    }
    return true;
}

}  // namespace autojet::policy
