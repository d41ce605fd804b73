#include "outbound/door.hpp"

#include <gtest/gtest.h>

#include "tests/support/smtp_server_for_tests.hpp"

namespace autojet::outbound {
namespace {

using tests::SmtpServer;

Mail letter_to(const std::string& address) {
    return {.shop = ShopId{1},
            .about = Contents{PersonId{7}, {}, policy::Purpose::contact},
            .entry = "1-42",
            .date = Instant{std::chrono::seconds{1796119200}},
            .from = "info@shop.example",
            .from_name = "AutoJet",
            .reply_to = "info@shop.example",
            .to = address,
            .subject = "Your appointment",
            .text = "Hello Ada,\n.\nsee you soon.\n",
            .html = {},
            .attachments = {},
            .message_id = "<1-42@shop.example>",
            .headers = {}};
}

SmtpSettings settings_for(std::string url) {
    return {.url = std::move(url), .user = {}, .password = {}, .from = {}, .patience = std::chrono::seconds{5}};
}

Result<void> everybody(ShopId, policy::Recipient) {
    return {};
}

std::string reason_of(const Result<void>& answer) {
    return answer ? "" : answer.error().reason;
}

TEST(SmtpMailer, hands_the_message_over_byte_for_byte) {
    const SmtpServer server;
    Door mailer{settings_for(server.url()), everybody};
    ASSERT_EQ(reason_of(mailer.deliver(letter_to("ada@customers.example"))), "");
    ASSERT_EQ(server.taken().size(), 1U);
    EXPECT_EQ(server.taken().front(), "X-From: info@shop.example\r\nX-To: ada@customers.example\r\n" +
                                          rfc5322(letter_to("ada@customers.example")).value());
}

TEST(SmtpMailer, writes_from_the_address_that_the_server_allows) {
    const SmtpServer server;
    auto settings = settings_for(server.url());
    settings.from = "shops@provider.example";
    Door mailer{settings, everybody};
    ASSERT_TRUE(mailer.deliver(letter_to("ada@customers.example")));
    const auto taken = server.taken().at(0);
    EXPECT_TRUE(taken.starts_with("X-From: shops@provider.example\r\n")) << taken;
    EXPECT_NE(taken.find("From: \"AutoJet\" <shops@provider.example>\r\nReply-To: info@shop.example\r\n"),
              std::string::npos);
}

TEST(SmtpMailer, tells_a_refusal_for_good_from_one_that_may_pass) {
    const SmtpServer server;
    Door mailer{settings_for(server.url()), everybody};
    EXPECT_EQ(reason_of(mailer.deliver(letter_to("gone@customers.example"))), "mail_refused");
    EXPECT_EQ(reason_of(mailer.deliver(letter_to("busy@customers.example"))), "mail_unavailable");
    auto unwanted = letter_to("ada@customers.example");
    unwanted.subject = "unwanted";
    EXPECT_EQ(reason_of(mailer.deliver(unwanted)), "mail_refused");
    EXPECT_TRUE(server.taken().empty());
}

TEST(SmtpMailer, says_nothing_of_the_person_when_it_is_refused) {
    const SmtpServer server;
    Door mailer{settings_for(server.url()), everybody};
    const auto error = mailer.deliver(letter_to("gone@customers.example")).error();
    EXPECT_EQ((error.reason + error.message + error.field).find("customers"), std::string::npos);
}

TEST(SmtpMailer, is_unavailable_when_nobody_listens) {
    std::string url;
    {
        const SmtpServer server;
        url = server.url();
    }
    Door mailer{settings_for(url), everybody};
    EXPECT_EQ(reason_of(mailer.deliver(letter_to("ada@customers.example"))), "mail_unavailable");
}

TEST(SmtpMailer, signs_in_and_takes_a_wrong_password_for_a_fault_that_can_be_mended) {
    const SmtpServer server{{"--sign-in"}};
    auto settings = settings_for(server.url());
    settings.user = "shop";
    settings.password = "a password of a test";
    EXPECT_EQ(reason_of(Door{settings, everybody}.deliver(letter_to("ada@customers.example"))), "");
    settings.password = "another";
    EXPECT_EQ(reason_of(Door{settings, everybody}.deliver(letter_to("ada@customers.example"))), "mail_unavailable");
    EXPECT_EQ(server.taken().size(), 1U);
}

// 0.0.0.0 reaches this machine too, but is not one of its own addresses: it stands for a server elsewhere.
TEST(SmtpMailer, says_nothing_to_a_server_elsewhere_that_does_not_encrypt) {
    const SmtpServer server{{"--address", "0.0.0.0"}};
    Door mailer{settings_for(server.url("0.0.0.0")), everybody};
    EXPECT_EQ(reason_of(mailer.deliver(letter_to("ada@customers.example"))), "mail_unavailable");
    EXPECT_TRUE(server.taken().empty());
}

TEST(SmtpMailer, ignores_a_proxy_that_the_environment_names) {
    const SmtpServer server;
    ::setenv("ALL_PROXY", "http://127.0.0.1:1", 1);
    EXPECT_EQ(reason_of(Door{settings_for(server.url()), everybody}.deliver(letter_to("ada@customers.example"))), "");
    ::unsetenv("ALL_PROXY");
}

TEST(SmtpMailer, takes_the_address_of_a_mail_server_and_nothing_else) {
    for (const auto* url : {"smtp://mail.shop.example", "smtp://mail.shop.example:587", "smtps://mail.shop.example:465",
                            "smtp://[::1]:25"})
        EXPECT_TRUE(check(settings_for(url))) << url;
    for (const auto* url :
         {"", "mail.shop.example", "http://mail.shop.example", "file:///etc/passwd", "smtp://",
          "smtp://dee:secret@mail.shop.example", "smtp://mail.shop.example?x", "smtp://mail.shop.example:99999"}) {
        EXPECT_EQ(reason_of(check(settings_for(url))), "not_a_mail_server") << url;
        EXPECT_THROW((Door{settings_for(url), everybody}), Broken) << url;
    }
    auto settings = settings_for("smtp://mail.shop.example");
    settings.from = "dee";
    EXPECT_EQ(reason_of(check(settings)), "not_an_email");
}

}  // namespace
}  // namespace autojet::outbound
