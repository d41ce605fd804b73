// A message to one person, and its form on the wire.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "policy/published.hpp"

namespace autojet::outbound {

// "1-884213": names a message of a shop, and says nothing of the person.
std::string entry_name(ShopId shop, std::int64_t entry);

struct Attachment {
    std::string name;  // letters, digits, ".", "-" and "_"
    std::string type;  // "text/calendar; charset=utf-8; method=PUBLISH"
    std::string bytes;
};

struct Header {
    std::string name;
    std::string value;
};

// Whose data is in a message, and which: what goes out is written down by it (policy S2).
struct Contents {
    PersonId person;
    policy::Categories categories;
    policy::Purpose purpose{};
};

struct Mail {
    ShopId shop;
    std::optional<Contents> about;  // absent: it tells of nobody, and goes to the shop itself
    std::string entry;              // as entry_name() makes it
    Instant date;
    std::string from;
    std::string from_name;
    std::string reply_to;  // may be empty
    std::string to;
    std::string subject;
    std::string text;  // lines end in "\n"
    std::string html;  // the same for those who prefer it; may be empty
    std::vector<Attachment> attachments;
    std::string message_id;       // "<1-884213@shop.example>": the same at every attempt, so that a repetition is known
    std::vector<Header> headers;  // further ones, such as Auto-Submitted
};

// The message in lines of seven-bit ASCII with CRLF (RFC 5322, RFC 2045 to 2049). Refused with `not_a_mail`, naming the
// part in `field`, when an address is none, or when a line break or another control character stands where it could add
// a header or a recipient.
Result<std::string> rfc5322(const Mail& mail);

}  // namespace autojet::outbound
