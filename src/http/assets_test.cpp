#include "http/assets.hpp"

#include <gtest/gtest.h>

#include "http/gzip.hpp"
#include "http/loopback_test.hpp"

namespace autojet::http {

TEST(Assets, have_addresses_that_never_change_their_content) {
    const std::string style(2000, 'a');
    const auto packed = gzip(style);
    const EmbeddedFile files[] = {
        {"site.css", style, packed, "0123456789abcdef", content_type_of("site.css")},
        {"img/logo.svg", "<svg/>", {}, "fedcba9876543210", content_type_of("img/logo.svg")},
    };
    const Assets assets{files};
    EXPECT_EQ(assets.url("img/logo.svg"), "/assets/img-logo.fedcba9876543210.svg");
    EXPECT_THROW((void)assets.url("nothing.css"), Broken);

    Router router;
    assets.add_routes(router);
    LoopbackServer server{std::move(router)};
    Client ada{server.port()};
    const auto plain = ada.get(assets.url("site.css"));
    EXPECT_EQ(plain.body, style);
    EXPECT_EQ(plain.header("Content-Type"), "text/css; charset=utf-8");
    EXPECT_EQ(plain.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(plain.header("ETag"), "\"0123456789abcdef\"");
    EXPECT_EQ(ada.get(assets.url("site.css"), "Accept-Encoding: gzip\r\n").body, packed);
    EXPECT_EQ(ada.get(assets.url("site.css"), "If-None-Match: \"0123456789abcdef\"\r\n").status, 304);
    EXPECT_EQ(ada.get(assets.url("img/logo.svg"), "Accept-Encoding: gzip\r\n").body, "<svg/>");
    EXPECT_EQ(ada.get("/assets/site.css").status, 404);
    EXPECT_EQ(ada.get("/assets/site.ffffffffffffffff.css").status, 404);
}

TEST(StoredAnswer, is_compressed_once_and_revalidated) {
    const auto page = store(std::string(3000, 'x'));
    Router router;
    router.add(Method::get, "/", [&](Request&) { return answer_stored(page, "text/html"); });
    LoopbackServer server{std::move(router)};
    Client ada{server.port()};
    const auto first = ada.get("/");
    EXPECT_EQ(first.body.size(), 3000u);
    EXPECT_EQ(ada.get("/", "If-None-Match: " + first.header("ETag") + "\r\n").status, 304);
    EXPECT_EQ(ada.get("/", "Accept-Encoding: gzip\r\n").header("Content-Encoding"), "gzip");
}

}  // namespace autojet::http
