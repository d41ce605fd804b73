#include "http/wire.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/cookie.hpp"
#include "http/session.hpp"

namespace autojet::http {

namespace {

// Feeds the bytes as a connection would, in pieces of one size. Answers how many requests were whole.
int requests_in(std::string_view bytes, std::size_t piece) {
    WireReader wire{4096};
    Request request;
    std::string pending;
    int whole = 0;
    wire.begin(request);
    while (!bytes.empty()) {
        pending += bytes.substr(0, piece);
        bytes.remove_prefix(std::min(piece, bytes.size()));
        for (;;) {
            if (pending.empty()) break;
            const auto taken = wire.feed(pending);
            pending.erase(0, taken);
            if (wire.error()) return whole;
            if (wire.header_done()) wire.set_body_limit(1000);
            if (wire.done()) {
                ++whole;
                request.clear();
                wire.begin(request);
            } else if (taken == 0) {
                break;
            }
        }
    }
    return whole;
}

}  // namespace

RC_GTEST_PROP(Wire, pieces_do_not_matter, ()) {
    const std::string three =
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        "\r\nPOST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc"
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: x\r\n\r\n";
    RC_ASSERT(requests_in(three, *rc::gen::inRange<std::size_t>(1, 80)) == 3);
}

RC_GTEST_PROP(Wire, damage_never_makes_more_requests, ()) {
    std::string bytes =
        "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int i = *rc::gen::inRange(1, 6); i > 0; --i)
        bytes[*rc::gen::inRange<std::size_t>(0, bytes.size())] = static_cast<char>(*rc::gen::inRange(0, 256));
    RC_ASSERT(requests_in(bytes, *rc::gen::inRange<std::size_t>(1, 80)) <= 2);
}

RC_GTEST_PROP(Wire, no_bytes_break_it, (const std::string& text)) {
    (void)requests_in(text, 7);
    (void)requests_in("GET / HTTP/1.1\r\n" + text, 7);
}

TEST(Cookies, are_read_by_whole_names) {
    Headers headers;
    headers.add("cookie", "xautojet_desk=1; autojet_desk=2;autojet_form=; broken");
    EXPECT_EQ(find_cookie(headers, "autojet_desk"), "2");
    EXPECT_EQ(find_cookie(headers, "autojet_form"), "");
    EXPECT_FALSE(find_cookie(headers, "desk"));
    EXPECT_FALSE(find_cookie(headers, "broken"));
}

TEST(Cookies, that_the_policy_does_not_name_do_not_leave) {
    const CookieDoor door{{"autojet_desk"}, CookieDoor::Transport::https};
    Headers answer;
    EXPECT_THROW(door.write({"tracker", "1", {}}, answer), Broken);
    EXPECT_THROW(door.write({"autojet_desk", "1; Domain=cy.test", {}}, answer), Broken);
    EXPECT_TRUE(answer.empty());
    door.write(session_cookie("abc"), answer);
    EXPECT_EQ(answer.get("Set-Cookie"), "autojet_desk=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=2592000");
    EXPECT_EQ(forget_session_cookie().max_age, std::chrono::seconds{0});
}

TEST(Session, tokens_are_long_and_never_the_same) {
    const auto token = new_session_token();
    EXPECT_EQ(token.size(), 43u);
    EXPECT_NE(token, new_session_token());
}

}  // namespace autojet::http
