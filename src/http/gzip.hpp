#pragma once

#include <string>
#include <string_view>

namespace autojet::http {

enum class Effort { quick, thorough };

// RFC 1952. Safe from any thread; a few compressors are kept and shared, since each needs memory of its own.
std::string gzip(std::string_view text, Effort effort = Effort::quick);

// Whether an Accept-Encoding header takes gzip (RFC 9110 12.5.3).
bool accepts_gzip(std::string_view accept_encoding);

}  // namespace autojet::http
