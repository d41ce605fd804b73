#pragma once

#include <string>
#include <string_view>

#include "http/request.hpp"
#include "http/response.hpp"

namespace autojet::http {

// The headers that every answer carries: nothing but our own style, script, image, font and form; no framing; no
// referrer to other sites. HSTS when visitors come over https (policy T1).
std::string security_headers(bool https);

struct HeadOptions {
    bool http_10;
    bool keep_alive;
    std::string_view security_headers;
};

// Replaces `head` by the status line and all headers of the answer. Throws Broken at a line break in a value.
void write_head(std::string& head, const Response& response, const HeadOptions& options);

// Answers 304 to who has it already, and compresses text of more than 1 KiB for who takes gzip.
void settle_body(const Request& request, Response& response);

// Whether the answer ends without a body, whatever the response has (RFC 9112 6.3).
bool has_no_body(const Request& request, const Response& response);

bool is_streamed(const Response& response);

// Pages of last resort: an HTML page, or a problem document for /api/ and for who asks for JSON.
Response plain_refusal(const Request& request, int status, std::string_view code);
Response plain_apology(const Request& request, std::string_view incident);

}  // namespace autojet::http
