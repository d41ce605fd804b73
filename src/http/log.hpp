#pragma once

#include <string_view>
#include <utility>

#include <fmt/core.h>

namespace autojet::http {

enum class Level { debug, info, warning, error };

void write_log(Level level, std::string_view line);

// One line on stderr. Never a name, a contact, a path with its parameters or a network address (policy D0).
template <class... Args>
void log(Level level, fmt::format_string<Args...> format, Args&&... args) {
    write_log(level, fmt::format(format, std::forward<Args>(args)...));
}

}  // namespace autojet::http
