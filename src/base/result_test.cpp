#include "base/result.hpp"

#include <gtest/gtest.h>

namespace autojet {
namespace {

Result<int> free_bays(bool open) {
    if (!open) return refuse(ErrorCode::conflict, "closed", "We are closed then.", "start");
    return 3;
}

TEST(Result, a_refusal_tells_reason_message_and_field) {
    EXPECT_EQ(free_bays(true), 3);
    EXPECT_EQ(free_bays(false).error(), (Error{ErrorCode::conflict, "closed", "We are closed then.", "start"}));
}

TEST(Result, every_code_has_its_http_status) {
    EXPECT_EQ(http_status(ErrorCode::invalid), 422);
    EXPECT_EQ(http_status(ErrorCode::unauthenticated), 401);
    EXPECT_EQ(http_status(ErrorCode::forbidden), 403);
    EXPECT_EQ(http_status(ErrorCode::not_found), 404);
    EXPECT_EQ(http_status(ErrorCode::conflict), 409);
    EXPECT_EQ(http_status(ErrorCode::too_large), 413);
    EXPECT_EQ(http_status(ErrorCode::rate_limited), 429);
    EXPECT_EQ(http_status(ErrorCode::unavailable), 503);
}

TEST(Result, no_refusal_of_a_command_looks_like_success_or_a_crash) {
    for (int code = 0; code <= static_cast<int>(ErrorCode::unavailable); ++code) {
        const int status = exit_code(static_cast<ErrorCode>(code));
        EXPECT_GE(status, 64);
        EXPECT_LE(status, 78);
    }
}

TEST(Result, a_code_outside_the_enumeration_is_a_broken_world) {
    EXPECT_THROW(http_status(static_cast<ErrorCode>(99)), Broken);
    EXPECT_THROW(exit_code(static_cast<ErrorCode>(99)), Broken);
}

}  // namespace
}  // namespace autojet
