#include <atomic>

#include <gtest/gtest.h>

#include "http/loopback_test.hpp"

namespace autojet::http {

namespace {

RouteOptions on_io_thread() {
    RouteOptions options;
    options.where = Run::inline_;
    return options;
}

}  // namespace

TEST(StreamedAnswer, arrives_whole_and_in_order) {
    Router router;
    router.add(Method::get, "/export", [](Request&) {
        auto count = std::make_shared<int>(0);
        return stream(
            [count](Writer& writer) {
                writer.write("line " + std::to_string(*count) + "\n");
                return ++*count < 1000;
            },
            "text/csv");
    });
    LoopbackServer server{std::move(router)};
    Client ada{server.port()};
    for (int round = 0; round < 2; ++round) {
        const auto answer = ada.get("/export");
        EXPECT_EQ(answer.status, 200);
        EXPECT_TRUE(answer.body.starts_with("line 0\nline 1\n"));
        EXPECT_TRUE(answer.body.ends_with("line 999\n"));
    }
    ada.send("GET /export HTTP/1.0\r\nHost: autojet.test\r\n\r\n");
    EXPECT_TRUE(ada.read().body.ends_with("line 999\n"));
    Client bo{server.port()};
    bo.send("HEAD /export HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    EXPECT_EQ(bo.read(true).status, 200);
}

TEST(StreamedAnswer, waits_for_a_slow_client_instead_of_filling_memory) {
    std::atomic<int> pulled = 0;
    Router router;
    router.add(Method::get, "/endless", [&](Request&) {
        return stream(
            [&](Writer& writer) {
                writer.write(std::string(256 * 1024, 'x'));
                return ++pulled < 10'000;
            },
            "text/plain");
    });
    LoopbackServer server{std::move(router)};
    {
        Client cy{server.port()};
        cy.send("GET /endless HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
        std::this_thread::sleep_for(std::chrono::milliseconds{400});
        const int before = pulled;
        EXPECT_LT(before, 200);
        std::this_thread::sleep_for(std::chrono::milliseconds{200});
        EXPECT_EQ(pulled, before);
    }
}

TEST(StreamedAnswer, that_breaks_is_seen_as_incomplete) {
    Router router;
    router.add(Method::get, "/half", [](Request&) {
        return stream(
            [](Writer& writer) -> bool {
                static std::atomic<int> calls = 0;
                if (++calls == 2) throw Broken{"the disk is on fire"};
                writer.write("first half");
                return true;
            },
            "text/plain");
    });
    LoopbackServer server{std::move(router)};
    Client ada{server.port()};
    const auto answer = ada.get("/half");
    EXPECT_EQ(answer.status, 0) << "no last chunk";
    EXPECT_EQ(answer.body, "first half");
}

TEST(ServerSentEvents, reach_the_listeners_of_their_shop_and_channel) {
    EventHub hub;
    Router router;
    router.add(Method::get, "/events", on_io_thread(),
               [&](Request& request) { return event_stream(hub.subscribe(request.shop, "calendar")); });
    LoopbackServer server{std::move(router)};
    Client bo{server.port()};
    bo.send("GET /events HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    ASSERT_TRUE(bo.await("retry:"));
    EXPECT_NE(bo.received().find("Content-Type: text/event-stream"), std::string::npos);
    Client cy{server.port()};
    cy.send("GET /events HTTP/1.1\r\nHost: other.test\r\n\r\n");
    ASSERT_TRUE(cy.await("retry:"));

    hub.publish(autojet_shop, "calendar", "booked", "one\ntwo");
    hub.publish(autojet_shop, "mail", "sent", "");
    ASSERT_TRUE(bo.await("event: booked\ndata: one\ndata: two\n\n"));
    ASSERT_TRUE(bo.await("\n:\n\n")) << "a heartbeat";
    EXPECT_EQ(bo.received().find("event: sent"), std::string::npos);
    ASSERT_TRUE(cy.await(":\n\n"));
    EXPECT_EQ(cy.received().find("event:"), std::string::npos);
}

TEST(ServerSentEvents, a_listener_that_leaves_is_forgotten) {
    EventHub hub;
    Router router;
    router.add(Method::get, "/events", on_io_thread(),
               [&](Request& request) { return event_stream(hub.subscribe(request.shop, "calendar")); });
    LoopbackServer server{std::move(router)};
    {
        Client bo{server.port()};
        bo.send("GET /events HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
        ASSERT_TRUE(bo.await("retry:"));
        EXPECT_EQ(hub.listeners(autojet_shop, "calendar"), 1u);
    }
    for (int i = 0; i < 100 && hub.listeners(autojet_shop, "calendar") > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    EXPECT_EQ(hub.listeners(autojet_shop, "calendar"), 0u);
    hub.publish(autojet_shop, "calendar", "booked", "");
}

TEST(ServerSentEvents, end_when_the_server_stops) {
    EventHub hub;
    Router router;
    router.add(Method::get, "/events", on_io_thread(),
               [&](Request& request) { return event_stream(hub.subscribe(request.shop, "calendar")); });
    LoopbackServer server{std::move(router)};
    Client bo{server.port()};
    bo.send("GET /events HTTP/1.1\r\nHost: autojet.test\r\n\r\n");
    ASSERT_TRUE(bo.await("retry:"));
    const auto before = std::chrono::steady_clock::now();
    server.stop_and_join();
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds{1});
    EXPECT_EQ(bo.read().status, 200) << "with a proper last chunk";
}

TEST(EventHub, closes_a_listener_that_does_not_keep_up) {
    EventHub hub;
    const auto slow = hub.subscribe(autojet_shop, "calendar");
    for (std::size_t i = 0; i <= Subscription::max_waiting; ++i) hub.publish(autojet_shop, "calendar", "booked", "");
    EXPECT_TRUE(slow->closed());
    EXPECT_EQ(slow->take().size(), Subscription::max_waiting);
}

TEST(EventHub, refuses_line_breaks_that_would_forge_an_event) {
    EventHub hub;
    EXPECT_THROW(hub.publish(autojet_shop, "calendar", "a\nevent: b", ""), Broken);
    EXPECT_THROW(hub.publish(autojet_shop, "calendar", "a", "x\ry"), Broken);
}

}  // namespace autojet::http
