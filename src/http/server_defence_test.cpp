#include "http/server.hpp"

#include <atomic>

#include <gtest/gtest.h>

#include "http/loopback_test.hpp"

namespace autojet::http {

TEST(ServerDefence, an_unknown_missing_or_forged_host_is_refused) {
    LoopbackServer server{shop_routes()};
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: cy.test\r\n\r\n"), 421);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\n\r\n"), 421);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost:\r\n\r\n"), 421);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.0\r\n\r\n"), 421);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test/<script>\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\r\nHost: cy.test\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: cy.test\r\nX-Forwarded-Host: autojet.test\r\n\r\n"), 421);
    EXPECT_EQ(status_of(server, "GET /healthz HTTP/1.1\r\nHost: 10.0.0.7\r\n\r\n"), 200);
}

TEST(ServerDefence, refuses_bad_paths_and_queries) {
    LoopbackServer server{shop_routes()};
    for (const auto* path : {"/bookings/%zz", "/bookings/%", "/bookings/a%00b", "/bookings/..", "/bookings/%2e%2e",
                             "/bookings/a%2fb", "/bookings/%ff", "/?a=%zz", "/?a=%00", "/?%", "/#x"}) {
        Client ada{server.port()};
        EXPECT_EQ(ada.get(path).status, 400) << path;
    }
    Client ada{server.port()};
    EXPECT_EQ(ada.get("/" + std::string(3000, 'a')).status, 414);
    EXPECT_EQ(ada.get("/bookings/%C3%A9").body, "\xC3\xA9");
}

TEST(ServerDefence, refuses_what_proxies_could_read_differently) {
    LoopbackServer server{shop_routes()};
    const std::string start = "POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\n";
    const std::string chunks = "2\r\n{}\r\n0\r\n\r\n";
    EXPECT_EQ(status_of(server, start + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n" + chunks), 400);
    EXPECT_EQ(status_of(server, start + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"), 400);
    EXPECT_EQ(status_of(server, start + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"), 400);
    EXPECT_EQ(status_of(server, start + "Content-Length: 2, 2\r\n\r\n{}"), 400);
    EXPECT_EQ(status_of(server, start + "Content-Length: +2\r\n\r\n{}"), 400);
    EXPECT_EQ(status_of(server, start + "Content-Length: 99999999999999999999\r\n\r\n{}"), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: identity\r\n\r\n{}"), 501);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: gzip, chunked\r\n\r\n" + chunks), 501);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks),
              400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding : chunked\r\n\r\n" + chunks), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\nX: y\n\n\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, "GET / HTTP/3.0\r\nHost: autojet.test\r\n\r\n"), 505);
    EXPECT_EQ(status_of(server, "nonsense\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\n\r\n" + chunks), 200);
}

TEST(ServerDefence, trailers_do_not_become_headers) {
    auto routes = shop_routes();
    routes.add(Method::post, "/api/header", json_route(),
               [](Request& request) { return text(std::string{request.headers.get("X-Late")}); });
    LoopbackServer server{std::move(routes)};
    Client ada{server.port()};
    ada.send(
        "POST /api/header HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Late: 1\r\n\r\n");
    const auto answer = ada.read();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "");
}

TEST(ServerDefence, headers_have_a_limit) {
    LoopbackServer server{shop_routes()};
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n"),
              431);
    std::string many = "GET / HTTP/1.1\r\nHost: autojet.test\r\n";
    for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    EXPECT_EQ(status_of(server, many + "\r\n"), 431);
    Client cy{server.port()};
    cy.send("GET / HTTP/1.1\r\nHost: autojet.test\r\n");
    for (int i = 0; i < 90 && cy.send("X-" + std::to_string(i) + ": " + std::string(300, 'a') + "\r\n"); ++i) {
    }
    EXPECT_EQ(cy.read().status, 431) << "also when it comes in small pieces";
}

TEST(ServerDefence, bodies_have_a_limit_and_a_type) {
    LoopbackServer server{shop_routes()};
    const std::string start = "POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\n";
    EXPECT_EQ(status_of(server, start + "Content-Length: 100000\r\n\r\n"), 413) << "before the body is sent";
    EXPECT_EQ(status_of(server, start + "Content-Length: 100000\r\nExpect: 100-continue\r\n\r\n"), 413);
    Client cy{server.port()};
    cy.send(start + "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100 && cy.send("1000\r\n" + std::string(0x1000, 'a') + "\r\n"); ++i) {
    }
    EXPECT_EQ(cy.read().status, 413) << "without a length too";
    Client ada{server.port()};
    EXPECT_EQ(ada.post("/api/echo", "text/plain", "{}").status, 415);
    Client bo{server.port()};
    EXPECT_EQ(bo.post("/api/echo", "application/json; charset=utf-8", "{}").body, "{}");
}

TEST(ServerDefence, says_continue_to_who_waits_for_it) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    ada.send(
        "POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
        "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(ada.read().status, 100);
    ada.send("{}");
    EXPECT_EQ(ada.read().body, "{}");
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\r\nExpect: magic\r\n\r\n"), 417);
}

TEST(ServerDefence, slow_senders_get_408_and_idle_ones_are_left) {
    LoopbackServer server{shop_routes()};
    Client slow_header{server.port()};
    slow_header.send("GET / HTTP/1.1\r\nHost: auto");
    EXPECT_EQ(slow_header.read().status, 408);
    Client slow_body{server.port()};
    slow_body.send(
        "POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\nContent-Length: "
        "9\r\n\r\n{");
    EXPECT_EQ(slow_body.read().status, 408);
    Client silent{server.port()};
    EXPECT_TRUE(silent.is_closed());
    Client idle{server.port()};
    EXPECT_EQ(idle.get("/").status, 200);
    EXPECT_TRUE(idle.is_closed());
}

TEST(ServerDefence, limits_the_rate_unless_told_not_to) {
    LoopbackServer server{shop_routes()};
    Client cy{server.port()};
    EXPECT_EQ(cy.get("/rare").status, 200);
    EXPECT_EQ(cy.get("/rare", "X-Forwarded-For: 192.0.2.1\r\n").status, 200);
    const auto refused = cy.get("/rare", "X-Forwarded-For: 192.0.2.2\r\n");
    EXPECT_EQ(refused.status, 429) << "a forged address does not help";
    EXPECT_TRUE(refused.has("Retry-After"));
    EXPECT_EQ(cy.get("/").status, 200);

    auto options = quick_options();
    options.limits = RateLimits::off;
    LoopbackServer unlimited{shop_routes(), options};
    Client ada{unlimited.port()};
    for (int i = 0; i < 10; ++i) EXPECT_EQ(ada.get("/rare").status, 200);
}

TEST(ServerDefence, believes_only_the_last_hop_of_the_trusted_proxy) {
    auto options = quick_options();
    options.trusted_proxy = "127.0.0.1";
    LoopbackServer server{shop_routes(), options};
    Client proxy{server.port()};
    const auto status_for = [&](std::string_view hops) {
        return proxy.get("/rare", "X-Forwarded-For: " + std::string{hops} + "\r\n").status;
    };
    EXPECT_EQ(status_for("192.0.2.1"), 200);
    EXPECT_EQ(status_for("198.51.100.9, 192.0.2.1"), 200);
    EXPECT_EQ(status_for("198.51.100.8, 192.0.2.1"), 429);
    EXPECT_EQ(status_for("192.0.2.2"), 200);
}

TEST(ServerDefence, a_full_queue_is_answered_with_503) {
    auto options = quick_options();
    options.worker_threads = 1;
    options.worker_queue = 1;
    std::atomic<bool> open = false;
    Router router;
    router.add(Method::get, "/slow", [&](Request&) {
        while (!open) std::this_thread::sleep_for(std::chrono::milliseconds{5});
        return text("done");
    });
    LoopbackServer server{std::move(router), options};
    Client ada{server.port()};
    Client bo{server.port()};
    Client cy{server.port()};
    ada.send("GET /slow HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    bo.send("GET /slow HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
    EXPECT_EQ(cy.get("/slow").status, 503);
    open = true;
    EXPECT_EQ(ada.read().status, 200);
    EXPECT_EQ(bo.read().status, 200);
}

TEST(ServerDefence, has_room_for_so_many_connections_and_no_more) {
    auto options = quick_options();
    options.max_connections = 2;
    LoopbackServer server{shop_routes(), options};
    Client ada{server.port()};
    Client bo{server.port()};
    EXPECT_EQ(ada.get("/").status, 200);
    EXPECT_EQ(bo.get("/").status, 200);
    Client cy{server.port()};
    EXPECT_EQ(cy.read().status, 503);
    EXPECT_EQ(ada.get("/").status, 200);
}

}  // namespace autojet::http
