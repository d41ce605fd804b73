#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include <tl/expected.hpp>

namespace autojet {

// Why something was refused, in the few kinds that a caller treats differently.
enum class ErrorCode { invalid, unauthenticated, forbidden, not_found, conflict, too_large, rate_limited, unavailable };

// A refusal is a value. `reason` is a stable machine word ("slot_taken"); `message` is an English sentence for the
// customer and the msgid of its translations; `field` is the form or API field concerned, or empty.
// Neither may carry what the person typed: refusals reach logs.
struct Error {
    ErrorCode code{};
    std::string reason;
    std::string message;
    std::string field;

    friend bool operator==(const Error&, const Error&) = default;
};

using Errors = std::vector<Error>;

template <class T>
using Result = tl::expected<T, Error>;

// `return refuse(...)` from any function that answers with a Result.
tl::unexpected<Error> refuse(ErrorCode code, std::string reason, std::string message, std::string field = "");

// Status of the HTTP answer (RFC 9110 15, RFC 6585 4).
int http_status(ErrorCode code);

// Exit status of a command, from 64 upwards as in sysexits.h.
int exit_code(ErrorCode code);

// The world is broken (disk, driver, bug): thrown, and caught once in http, jobs and cli. Holds nothing personal.
struct Broken : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace autojet
