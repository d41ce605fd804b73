#include "http/server.hpp"

#include <atomic>

#include <gtest/gtest.h>

#include "http/loopback_test.hpp"

namespace autojet::http {

namespace {

RouteOptions inline_page() {
    RouteOptions options;
    options.where = Run::inline_;
    return options;
}

Router shop_routes() {
    Router router;
    router.add(Method::get, "/", inline_page(), [](Request& request) {
        return html("shop " + std::to_string(request.shop.value()));
    });
    router.add(Method::get, "/worker", [](Request&) { return html("from a worker"); });
    router.add(Method::get, "/bookings/{reference}",
               [](Request& request) { return text(request.path_parameters.at("reference")); });
    router.add(Method::get, "/broken", [](Request&) -> Response { throw Broken{"the disk is on fire"}; });
    router.add(Method::get, "/broken-inline", inline_page(), [](Request&) -> Response { throw 42; });
    router.add(Method::get, "/long", [](Request&) { return html(std::string(5000, 'a')); });
    router.add(Method::get, "/stray-cookie", [](Request&) { return html("x").cookie({"tracker", "1", {}}); });
    router.add(Method::get, "/raw-cookie", [](Request&) { return html("x").set("Set-Cookie", "autojet_desk=1"); });
    router.add(Method::get, "/split", [](Request&) { return redirect_see_other("/a\r\nX-Evil: 1"); });
    router.add(Method::get, "/good-cookie", [](Request&) { return html("x").cookie({"autojet_desk", "1", {}}); });
    router.add(Method::post, "/api/echo", json_route(), [](Request& request) { return json(request.body); });
    auto probe = inline_page();
    probe.host = HostRule::any;
    router.add(Method::get, "/healthz", probe, [](Request&) { return text("ok"); });
    auto rare = inline_page();
    rare.rate = RateBudget{"rare", 2, std::chrono::seconds{60}};
    router.add(Method::get, "/rare", rare, [](Request&) { return text("ok"); });
    return router;
}

int status_of(LoopbackServer& server, std::string_view request) {
    Client ada{server.port()};
    ada.send(request);
    return ada.read().status;
}

}  // namespace

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

TEST(Server, an_unknown_missing_or_forged_host_is_refused) {
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

TEST(Server, refuses_bad_paths_and_queries) {
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

TEST(Server, refuses_what_proxies_could_read_differently) {
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
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding : chunked\r\n\r\n" + chunks), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\nX: y\n\n\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, "GET / HTTP/3.0\r\nHost: autojet.test\r\n\r\n"), 505);
    EXPECT_EQ(status_of(server, "nonsense\r\n\r\n"), 400);
    EXPECT_EQ(status_of(server, start + "Transfer-Encoding: chunked\r\n\r\n" + chunks), 200);
}

TEST(Server, trailers_do_not_become_headers) {
    auto routes = shop_routes();
    routes.add(Method::post, "/api/header", json_route(),
               [](Request& request) { return text(std::string{request.headers.get("X-Late")}); });
    LoopbackServer server{std::move(routes)};
    Client ada{server.port()};
    ada.send("POST /api/header HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\n"
             "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Late: 1\r\n\r\n");
    const auto answer = ada.read();
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.body, "");
}

TEST(Server, headers_have_a_limit) {
    LoopbackServer server{shop_routes()};
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\r\nX: " + std::string(20'000, 'a') + "\r\n\r\n"), 431);
    std::string many = "GET / HTTP/1.1\r\nHost: autojet.test\r\n";
    for (int i = 0; i < 200; ++i) many += "X-" + std::to_string(i) + ": a\r\n";
    EXPECT_EQ(status_of(server, many + "\r\n"), 431);
    Client cy{server.port()};
    cy.send("GET / HTTP/1.1\r\nHost: autojet.test\r\n");
    for (int i = 0; i < 90 && cy.send("X-" + std::to_string(i) + ": " + std::string(300, 'a') + "\r\n"); ++i) {}
    EXPECT_EQ(cy.read().status, 431) << "also when it comes in small pieces";
}

TEST(Server, bodies_have_a_limit_and_a_type) {
    LoopbackServer server{shop_routes()};
    const std::string start = "POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\n";
    EXPECT_EQ(status_of(server, start + "Content-Length: 100000\r\n\r\n"), 413) << "before the body is sent";
    EXPECT_EQ(status_of(server, start + "Content-Length: 100000\r\nExpect: 100-continue\r\n\r\n"), 413);
    Client cy{server.port()};
    cy.send(start + "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100 && cy.send("1000\r\n" + std::string(0x1000, 'a') + "\r\n"); ++i) {}
    EXPECT_EQ(cy.read().status, 413) << "without a length too";
    Client ada{server.port()};
    EXPECT_EQ(ada.post("/api/echo", "text/plain", "{}").status, 415);
    Client bo{server.port()};
    EXPECT_EQ(bo.post("/api/echo", "application/json; charset=utf-8", "{}").body, "{}");
}

TEST(Server, says_continue_to_who_waits_for_it) {
    LoopbackServer server{shop_routes()};
    Client ada{server.port()};
    ada.send("POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
             "Expect: 100-continue\r\n\r\n");
    EXPECT_EQ(ada.read().status, 100);
    ada.send("{}");
    EXPECT_EQ(ada.read().body, "{}");
    EXPECT_EQ(status_of(server, "GET / HTTP/1.1\r\nHost: autojet.test\r\nExpect: magic\r\n\r\n"), 417);
}

TEST(Server, slow_senders_get_408_and_idle_ones_are_left) {
    LoopbackServer server{shop_routes()};
    Client slow_header{server.port()};
    slow_header.send("GET / HTTP/1.1\r\nHost: auto");
    EXPECT_EQ(slow_header.read().status, 408);
    Client slow_body{server.port()};
    slow_body.send("POST /api/echo HTTP/1.1\r\nHost: autojet.test\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{");
    EXPECT_EQ(slow_body.read().status, 408);
    Client silent{server.port()};
    EXPECT_TRUE(silent.is_closed());
    Client idle{server.port()};
    EXPECT_EQ(idle.get("/").status, 200);
    EXPECT_TRUE(idle.is_closed());
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

TEST(Server, limits_the_rate_unless_told_not_to) {
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

TEST(Server, believes_only_the_last_hop_of_the_trusted_proxy) {
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
    routes.add(Method::get, "/attached", [](Request& request) { return text(std::to_string(request.attached<int>()++)); });
    LoopbackServer server{std::move(routes), options};
    Client ada{server.port()};
    EXPECT_EQ(ada.get("/attached").body, "7");
    EXPECT_EQ(calls, 8);
    ada.get("/");
    EXPECT_EQ(calls, 15);
    ada.get("/nowhere");
    EXPECT_EQ(calls, 15);
}

TEST(Server, a_full_queue_is_answered_with_503) {
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

TEST(Server, tells_the_pattern_and_never_the_path) {
    auto options = quick_options();
    std::string told;
    options.access = [&](const AccessEntry& entry) { told += std::string{entry.pattern} + " " + std::to_string(entry.status); };
    LoopbackServer server{shop_routes(), options};
    Client ada{server.port()};
    ada.get("/bookings/secret");
    ada.get("/nowhere/secret");
    server.stop_and_join();
    EXPECT_EQ(told, "/bookings/{reference} 200 404");
}

TEST(Server, has_room_for_so_many_connections_and_no_more) {
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
