#include <filesystem>

#include <gtest/gtest.h>

#include "http/form.hpp"
#include "http/loopback_test.hpp"

namespace autojet::http {

namespace {

constexpr std::string_view urlencoded = "application/x-www-form-urlencoded";

Router form_routes() {
    Router router;
    router.add(Method::get, "/form", [](Request& request) { return html(request.csrf_token()); });
    router.add(Method::post, "/form", [](Request& request) {
        if (!request.form().valid_utf8()) return text("not text", 422);
        return text("hello " + request.form().text("name"));
    });
    RouteOptions photos;
    photos.max_files = 2;
    photos.file_limit = 100'000;
    photos.body_limit = 250'000;
    router.add(Method::post, "/photos", photos, [](Request& request) {
        std::string told = request.form().text("note");
        for (const auto& file : request.attachments)
            told += "|" + file.field + "," + file.filename + "," + file.content_type + "," +
                    std::to_string(file.size()) + "," + file.read().substr(0, 3);
        return text(told);
    });
    return router;
}

struct Visit {
    std::string cookie;
    std::string token;
};

Visit visit(Client& client) {
    const auto page = client.get("/form");
    const auto cookie = page.header("Set-Cookie");
    return {cookie.substr(0, cookie.find(';')), page.body};
}

std::string multipart(const std::string& token, const std::string& parts) {
    return "--xyz\r\nContent-Disposition: form-data; name=\"csrf_token\"\r\n\r\n" + token + "\r\n" + parts +
           "--xyz--\r\n";
}

std::string file_part(const std::string& name, const std::string& content) {
    return "--xyz\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"" + name +
           "\"\r\nContent-Type: image/png\r\n\r\n" + content + "\r\n";
}

constexpr std::string_view multipart_type = "multipart/form-data; boundary=xyz";

}  // namespace

TEST(Forms, are_accepted_from_our_own_page) {
    LoopbackServer server{form_routes()};
    Client ada{server.port()};
    const auto [cookie, token] = visit(ada);
    EXPECT_TRUE(cookie.starts_with("autojet_form="));
    const auto answer =
        ada.post("/form", urlencoded, "name=Ada+%26+co&csrf_token=" + token,
                 "Cookie: other=1; " + cookie + "\r\nOrigin: http://autojet.test\r\nSec-Fetch-Site: same-origin\r\n");
    EXPECT_EQ(answer.body, "hello Ada & co");
    EXPECT_FALSE(ada.get("/form", "Cookie: " + cookie + "\r\n").has("Set-Cookie")) << "the cookie is kept";
    EXPECT_NE(ada.get("/form", "Cookie: " + cookie + "\r\n").body, token) << "each token is masked afresh";
}

TEST(Forms, that_are_forged_are_refused) {
    LoopbackServer server{form_routes()};
    Client ada{server.port()};
    const auto [cookie, token] = visit(ada);
    const auto status = [&](const std::string& body, const std::string& headers) {
        Client cy{server.port()};
        return cy.post("/form", urlencoded, body, headers).status;
    };
    const auto good = "name=x&csrf_token=" + token;
    const auto with_cookie = "Cookie: " + cookie + "\r\n";
    EXPECT_EQ(status(good, with_cookie), 200);
    EXPECT_EQ(status("name=x", with_cookie), 403);
    EXPECT_EQ(status("", with_cookie), 403);
    EXPECT_EQ(status("name=x&csrf_token=AAAA", with_cookie), 403);
    EXPECT_EQ(status(good, ""), 403);
    EXPECT_EQ(status(good, "Cookie: autojet_form=somebody_elses\r\n"), 403);
    EXPECT_EQ(status(good, "Cookie: autojet_form=\r\n"), 403);
    EXPECT_EQ(status(good, "Cookie: " + cookie + "; autojet_desk=a-session\r\n"), 403) << "made before signing in";
    EXPECT_EQ(status(good, with_cookie + "Sec-Fetch-Site: cross-site\r\n"), 403);
    EXPECT_EQ(status(good, with_cookie + "Sec-Fetch-Site: same-site\r\n"), 403);
    EXPECT_EQ(status(good, with_cookie + "Origin: http://cy.test\r\n"), 403);
    EXPECT_EQ(status(good, with_cookie + "Origin: http://autojet.test.cy.test\r\n"), 403);
    EXPECT_EQ(status(good, with_cookie + "Origin: null\r\n"), 403);
    EXPECT_EQ(status(good, with_cookie + "Origin: null\r\nSec-Fetch-Site: same-origin\r\n"), 200);
    EXPECT_EQ(status("name=x", with_cookie + "X-CSRF-Token: " + token + "\r\n"), 200) << "from our own script";
}

TEST(Forms, that_cannot_be_read_are_refused_and_odd_text_is_kept) {
    LoopbackServer server{form_routes()};
    Client ada{server.port()};
    const auto [cookie, token] = visit(ada);
    const auto headers = "Cookie: " + cookie + "\r\n";
    EXPECT_EQ(ada.post("/form", urlencoded, "name=%zz&csrf_token=" + token, headers).status, 400);
    std::string many;
    for (std::size_t i = 0; i < Form::max_fields; ++i) many += "a" + std::to_string(i) + "=1&";
    EXPECT_EQ(ada.post("/form", urlencoded, many + "csrf_token=" + token, headers).status, 400);
    EXPECT_EQ(ada.post("/form", urlencoded, "name=%ff%fe&csrf_token=" + token, headers).status, 422);
    EXPECT_EQ(ada.post("/form", urlencoded, "name=%00&csrf_token=" + token, headers).status, 200);
}

TEST(Uploads, are_spooled_and_handed_over) {
    auto options = quick_options();
    options.spool_folder = std::filesystem::temp_directory_path() / "autojet-upload-test";
    std::filesystem::create_directories(options.spool_folder);
    LoopbackServer server{form_routes(), options};
    Client ada{server.port()};
    const auto [cookie, token] = visit(ada);
    const auto headers = "Cookie: " + cookie + "\r\n";
    const auto parts = "--xyz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\ndent\r\n" +
                       file_part("a.png", std::string(90'000, 'A')) + file_part("", "") +
                       file_part("../../b.png", "BBB\r\n--xy");
    const auto answer = ada.post("/photos", multipart_type, multipart(token, parts), headers);
    EXPECT_EQ(answer.body, "dent|photo,a.png,image/png,90000,AAA|photo,../../b.png,image/png,9,BBB");
    EXPECT_TRUE(std::filesystem::is_empty(options.spool_folder)) << "nothing is left behind";
    std::filesystem::remove_all(options.spool_folder);
}

TEST(Uploads, have_limits) {
    LoopbackServer server{form_routes()};
    const auto [cookie, token] = [&] {
        Client ada{server.port()};
        return visit(ada);
    }();
    const auto status = [&](std::string_view type, const std::string& body) {
        Client cy{server.port()};
        return cy.post("/photos", type, body, "Cookie: " + cookie + "\r\n").status;
    };
    EXPECT_EQ(status(multipart_type, multipart(token, file_part("a", std::string(100'001, 'A')))), 413);
    EXPECT_EQ(status(multipart_type, multipart(token, file_part("a", "") + file_part("b", "") + file_part("c", ""))),
              413);
    EXPECT_EQ(status(multipart_type, std::string(300'000, 'a')), 413);
    EXPECT_EQ(status(multipart_type, "--xyz\r\nno headers"), 400);
    EXPECT_EQ(status(multipart_type, ""), 403);
    EXPECT_EQ(status("multipart/form-data", "--\r\n"), 400);
    EXPECT_EQ(status(multipart_type, multipart("forged", "")), 403);
    EXPECT_EQ(status("image/png", "x"), 415);
}

TEST(Uploads, without_a_place_to_put_them_get_an_apology) {
    auto options = quick_options();
    options.spool_folder = "/nowhere/at/all";
    LoopbackServer server{form_routes(), options};
    Client ada{server.port()};
    const auto [cookie, token] = visit(ada);
    EXPECT_EQ(
        ada.post("/photos", multipart_type, multipart(token, file_part("a", "x")), "Cookie: " + cookie + "\r\n").status,
        500);
}

}  // namespace autojet::http
