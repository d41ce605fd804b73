// How text and files travel in a message of seven-bit lines: RFC 2045 and RFC 2047.
#pragma once

#include <string>
#include <string_view>

namespace autojet::outbound {

// Lines of 76 characters at most, each closed by CRLF (RFC 2045 6.8).
std::string base64_lines(std::string_view bytes);

// Text whose lines end in "\n"; the answer has lines of 76 characters at most that end in CRLF (RFC 2045 6.7). It never
// holds "=_", so a boundary with it cannot occur.
std::string quoted_printable(std::string_view text);

// A whole field, "Subject: ...", folded and closed by CRLF. What is not ASCII, or has a word too long for a line,
// becomes encoded words (RFC 2047 2). `text` is plain text of one line in UTF-8.
std::string text_field(std::string_view name, std::string_view text);

// The same with an address: `From: "Auto, Jet" <info@shop.example>` (RFC 5322 3.4). `display_name` may be empty.
std::string address_field(std::string_view name, std::string_view display_name, std::string_view address);

}  // namespace autojet::outbound
