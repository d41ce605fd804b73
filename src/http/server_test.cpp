#include "http/server.hpp"

#include <atomic>

#include <gtest/gtest.h>

#include "http/loopback_test.hpp"

namespace autojet::http {

TEST(Server, answers_many_requests_on_one_connection) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(ada.get("/").body, "shop 1");
        EXPECT_EQ(ada.get("/worker").body, "from a worker");
    }
}

TEST(Server, answers_pipelined_requests_in_order) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    std::string all;
    for (const auto* path : {"/worker", "/bookings/one", "/", "/bookings/two"})
        all += "GET " + std::string{path} + " HTTP/1.1\r\nHost: autojet.test\r\n\r\n";
    ada.send(all);
    EXPECT_EQ(ada.read().body, "from a worker");
    EXPECT_EQ(ada.read().body, "one");
    EXPECT_EQ(ada.read().body, "shop 1");
    EXPECT_EQ(ada.read().body, "two");
}

TEST(Server, takes_a_request_that_arrives_letter_by_letter) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    for (const char letter : std::string{"GET / HTTP/1.1\r\nHost: autojet.test\r\n\r\n"}) ada.send({&letter, 1});
    EXPECT_EQ(ada.read().status, 200);
}

TEST(Server, every_answer_carries_the_security_headers_and_is_not_stored) {
    LoopbackServer server{shop_routes()};
    for (const auto* path : {"/", "/nowhere", "/broken", "/good-cookie"}) {
        Client ada{server.port()};
        const auto answer = ada.get(path);
        EXPECT_NE(answer.header("Content-Security-Policy").find("default-src 'none'"), std::string::npos) << path;
        EXPECT_EQ(answer.header("Content-Security-Policy").find("unsafe"), std::string::npos);
        EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
        EXPECT_EQ(answer.header("Referrer-Policy"), "same-origin");
        EXPECT_TRUE(answer.has("Permissions-Policy"));
        EXPECT_EQ(answer.header("Cross-Origin-Opener-Policy"), "same-origin");
        EXPECT_EQ(answer.header("Cross-Origin-Resource-Policy"), "same-origin");
        EXPECT_EQ(answer.header("Cache-Control"), "no-store");
        EXPECT_FALSE(answer.has("Strict-Transport-Security"));
        EXPECT_FALSE(answer.has("Server"));
    }
}

TEST(Server, says_https_only_when_visitors_come_over_https) {
    auto options = quick_options();
    options.https = true;
    LoopbackServer server{shop_routes(), options};
    Client ada{server.port()};
    const auto answer = ada.get("/good-cookie");
    EXPECT_TRUE(answer.has("Strict-Transport-Security"));
    EXPECT_NE(answer.header("Set-Cookie").find("; Secure"), std::string::npos);
}

TEST(Server, two_shops_are_told_apart_by_host) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    ada.send("GET / HTTP/1.1\r\nHost: other.test:8080\r\n\r\n");
    EXPECT_EQ(ada.read().body, "shop 2");
    ada.send("GET http://OTHER.test/ HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    EXPECT_EQ(ada.read().body, "shop 2");
}

TEST(Server, knows_404_405_head_and_options) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    EXPECT_EQ(ada.get("/nowhere").status, 404);
    ada.send("DELETE / HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    const auto refused = ada.read();
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.header("Allow"), "GET, HEAD, OPTIONS");
    ada.send("BREW / HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    EXPECT_EQ(ada.read().status, 405);
    ada.send("HEAD /long HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    const auto head = ada.read(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), "5000");
    ada.send("OPTIONS /api/echo HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    const auto options = ada.read();
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "POST, OPTIONS");
    EXPECT_EQ(ada.get("/").status, 200) << "the connection is still in step";
}

TEST(Server, the_api_gets_problem_documents) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    const auto answer = ada.get("/api/nowhere");
    EXPECT_EQ(answer.status, 404);
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
    EXPECT_NE(answer.body.find(R"("code":"not_found")"), std::string::npos);
}

TEST(Server, a_broken_handler_gets_an_apology_with_an_id) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    const auto answer = ada.get("/broken");
    EXPECT_EQ(answer.status, 500);
    EXPECT_NE(answer.body.find("please mention"), std::string::npos);
    EXPECT_EQ(answer.body.find("on fire"), std::string::npos);
    EXPECT_EQ(ada.get("/broken-inline").status, 500);
    EXPECT_EQ(ada.get("/").status, 200);
}

TEST(Server, lets_out_only_the_cookies_of_the_policy) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    for (const auto* path : {"/stray-cookie", "/raw-cookie"}) {
        const auto answer = ada.get(path);
        EXPECT_EQ(answer.status, 500) << path;
        EXPECT_FALSE(answer.has("Set-Cookie")) << path;
    }
    EXPECT_EQ(ada.get("/good-cookie").header("Set-Cookie"), "autojet_desk=1; Path=/; HttpOnly; SameSite=Lax");
}

TEST(Server, a_line_break_in_a_header_never_leaves) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    const auto answer = ada.get("/split");
    EXPECT_EQ(answer.status, 500);
    EXPECT_FALSE(answer.has("X-Evil"));
}

TEST(Server, compresses_long_text_for_who_takes_it) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    const auto packed = ada.get("/long", "Accept-Encoding: br, gzip\r\n");
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), 500u);
    EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
    EXPECT_FALSE(ada.get("/long").has("Content-Encoding"));
    EXPECT_FALSE(ada.get("/long", "Accept-Encoding: gzip;q=0\r\n").has("Content-Encoding"));
    EXPECT_FALSE(ada.get("/", "Accept-Encoding: gzip\r\n").has("Content-Encoding"));
}

TEST(Server, calls_every_handler_through_the_hook) {
    auto options = quick_options();
    std::atomic<int> calls = 0;
    options.around = [&](Request& request, const Handler& handler) {
        int opened = 7;
        request.attach(opened);
        auto response = handler(request);
        calls += opened;
        return response;
    };
    auto routes = shop_routes();
    routes.add(Method::get, "/attached",
               [](Request& request) { return text(std::to_string(request.attached<int>()++)); });
    LoopbackServer server{std::move(routes), options};
    Client ada{server.port()};
    EXPECT_EQ(ada.get("/attached").body, "7");
    EXPECT_EQ(calls, 8);
    ada.get("/");
    EXPECT_EQ(calls, 15);
    ada.get("/nowhere");
    EXPECT_EQ(calls, 15);
}

TEST(Server, tells_the_pattern_and_never_the_path) {
    auto options = quick_options();
    std::string told;
    options.access = [&](const AccessEntry& entry) {
        told += std::string{entry.pattern} + " " + std::to_string(entry.status);
    };
    LoopbackServer server{shop_routes(), options};
    Client ada{server.port()};
    ada.get("/bookings/secret");
    ada.get("/nowhere/secret");
    server.stop_and_join();
    EXPECT_EQ(told, "/bookings/{reference} 200 404");
}

TEST(Server, refuses_an_address_that_is_taken) {
    LoopbackServer server{shop_routes()};
    auto options = quick_options();
    options.port = server.port();
    EXPECT_THROW((Server{options, shop_routes()}), Broken);
}

TEST(Server, requests_in_flight_are_answered_when_it_stops) {
    Router router = shop_routes();
    std::atomic<bool> begun = false;
    router.add(Method::get, "/slow", [&](Request&) {
        begun = true;
        std::this_thread::sleep_for(std::chrono::milliseconds{300});
        return text("done");
    });
    LoopbackServer server{std::move(router)};
    Client ada{server.port()};
    Client idle{server.port()};
    EXPECT_EQ(idle.get("/").status, 200);
    ada.send("GET /slow HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    while (!begun) std::this_thread::yield();
    server.server().stop();
    EXPECT_TRUE(idle.is_closed());
    const auto answer = ada.read();
    EXPECT_EQ(answer.body, "done");
    EXPECT_EQ(answer.header("Connection"), "close");
    server.stop_and_join();
    EXPECT_THROW(Client{server.port()}, std::runtime_error);
}

TEST(Server, http_10_is_answered_and_closed) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    ada.send("GET / HTTP/1.0\r\nHost: autojet.test\r\n\r\n");
    const auto answer = ada.read();
    EXPECT_EQ(answer.body, "shop 1");
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(ada.is_closed());
}

}  // namespace autojet::http
