#include "base/result.hpp"

#include <utility>

namespace autojet {

tl::unexpected<Error> refuse(ErrorCode code, std::string reason, std::string message, std::string field) {
    return tl::unexpected<Error>{Error{code, std::move(reason), std::move(message), std::move(field)}};
}

int http_status(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid:
            return 422;
        case ErrorCode::unauthenticated:
            return 401;
        case ErrorCode::forbidden:
            return 403;
        case ErrorCode::not_found:
            return 404;
        case ErrorCode::conflict:
            return 409;
        case ErrorCode::too_large:
            return 413;
        case ErrorCode::rate_limited:
            return 429;
        case ErrorCode::unavailable:
            return 503;
    }
    throw Broken{"an error code outside its enumeration"};
}

int exit_code(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid:
            return 65;  // EX_DATAERR
        case ErrorCode::too_large:
            return 65;  // EX_DATAERR
        case ErrorCode::not_found:
            return 66;  // EX_NOINPUT
        case ErrorCode::unavailable:
            return 69;  // EX_UNAVAILABLE
        case ErrorCode::conflict:
            return 73;  // EX_CANTCREAT
        case ErrorCode::rate_limited:
            return 75;  // EX_TEMPFAIL
        case ErrorCode::unauthenticated:
            return 77;  // EX_NOPERM
        case ErrorCode::forbidden:
            return 77;  // EX_NOPERM
    }
    throw Broken{"an error code outside its enumeration"};
}

}  // namespace autojet
