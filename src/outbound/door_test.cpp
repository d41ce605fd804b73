#include "outbound/door.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <type_traits>

#include "tests/support/smtp_server_for_tests.hpp"

namespace autojet::outbound {
namespace {

Mail to_ada(std::optional<Contents> about) {
    return {.shop = ShopId{2},
            .about = std::move(about),
            .entry = "2-42",
            .date = Instant{std::chrono::seconds{1796119200}},
            .from = "info@shop.example",
            .from_name = "AutoJet",
            .reply_to = "info@shop.example",
            .to = "ada@customers.example",
            .subject = "Your appointment",
            .text = "Hello.\n",
            .html = {},
            .attachments = {},
            .message_id = "<2-42@shop.example>",
            .headers = {}};
}

const Contents about_ada{PersonId{7}, {}, policy::Purpose::contact};

TEST(Door, S2_lets_nothing_out_to_a_recipient_that_is_not_declared) {
    const tests::SmtpServer server;
    ShopId asked_for;
    std::optional<policy::Recipient> asked;
    Door door({.url = server.url(), .user = {}, .password = {}, .from = {}}, [&](ShopId shop, policy::Recipient to) {
        asked_for = shop;
        asked = to;
        return Result<void>(refuse(ErrorCode::forbidden, "recipient_not_declared", "No."));
    });
    const auto answer = door.deliver(to_ada(about_ada));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().reason, "recipient_not_declared");
    EXPECT_EQ(asked_for, ShopId{2});
    EXPECT_EQ(asked, policy::Recipient::system_provider);
    EXPECT_TRUE(server.taken().empty());
}

TEST(Door, S2_refuses_a_message_that_does_not_say_whose_data_it_carries) {
    const tests::SmtpServer server;
    Door door({.url = server.url(), .user = {}, .password = {}, .from = {}},
              [](ShopId, policy::Recipient) { return Result<void>{}; });
    const auto answer = door.deliver(to_ada(std::nullopt));
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().reason, "recipient_not_declared");
    auto to_the_shop = to_ada(std::nullopt);
    to_the_shop.to = to_the_shop.from;
    EXPECT_TRUE(door.deliver(to_the_shop));
    EXPECT_EQ(server.taken().size(), 1U);
}

TEST(Door, S2_is_the_only_one_who_has_a_mailer_that_opens_connections) {
    EXPECT_FALSE((std::is_constructible_v<SmtpMailer, SmtpSettings>));
    EXPECT_FALSE((std::is_constructible_v<Door, SmtpSettings>));
}

// The whole program: a connection to somebody else begins with one of these. The server accepts, and connects to
// nobody.
TEST(Door, S2_no_other_room_can_open_a_connection) {
    const std::regex opens(
        R"(<curl/|<sys/socket\.h>|<netdb\.h>|(^|[^\w])::(socket|connect)\(|getaddrinfo|ip::tcp::resolver|async_connect|popen\(|execv|posix_spawn|[^:\w]system\()");
    std::size_t files = 0, doors = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(AUTOJET_SOURCE_DIR "/src")) {
        const auto path = entry.path().string();
        if (!path.ends_with(".cpp") && !path.ends_with(".hpp")) continue;
        if (path.ends_with("_test.cpp") || path.find("for_tests") != std::string::npos) continue;
        std::ifstream in(path);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        const bool found = std::regex_search(text, opens);
        ++files;
        if (path.find("/src/outbound/") != std::string::npos)
            doors += found ? 1 : 0;
        else
            EXPECT_FALSE(found) << path;
    }
    EXPECT_GT(files, 100U);
    EXPECT_EQ(doors, 1U);
}

}  // namespace
}  // namespace autojet::outbound
