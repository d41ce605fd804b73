#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace autojet::http {

enum class Plus { stays, is_space };

// RFC 3986 2.1. Nothing when a % is not followed by two hex digits.
std::optional<std::string> decode_percent(std::string_view text, Plus plus = Plus::stays);

// Leaves the unreserved characters of RFC 3986 2.3 as they are; right for a path segment and for a query value.
std::string encode_percent(std::string_view text);

}  // namespace autojet::http
