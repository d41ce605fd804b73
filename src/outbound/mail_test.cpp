#include "outbound/mail.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "base/text.hpp"
#include "outbound/mime.hpp"

namespace autojet::outbound {
namespace {

Mail letter_to_ada() {
    return {.shop = ShopId{1},
            .about = {},
            .entry = "1-42",
            .date = Instant{std::chrono::seconds{1796119200}},
            .from = "info@shop.example",
            .from_name = "AutoJet",
            .reply_to = "info@shop.example",
            .to = "ada@customers.example",
            .subject = "Your appointment",
            .text = "Hello Ada,\n\nSee you soon.\n",
            .html = {},
            .attachments = {},
            .message_id = "<1-42@shop.example>",
            .headers = {}};
}

std::string refused_part(const Mail& mail) {
    const auto message = rfc5322(mail);
    return message ? "" : message.error().reason + " " + message.error().field;
}

std::vector<std::string> lines_of(const std::string& message) {
    std::vector<std::string> lines;
    std::istringstream in{message};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

TEST(Mail, is_written_as_the_standard_says) {
    EXPECT_EQ(rfc5322(letter_to_ada()).value(),
              "Date: Tue, 01 Dec 2026 10:00:00 +0000\r\n"
              "From: \"AutoJet\" <info@shop.example>\r\n"
              "Reply-To: info@shop.example\r\n"
              "To: ada@customers.example\r\n"
              "Subject: Your appointment\r\n"
              "Message-ID: <1-42@shop.example>\r\n"
              "MIME-Version: 1.0\r\n"
              "Content-Type: text/plain; charset=utf-8\r\n"
              "Content-Transfer-Encoding: quoted-printable\r\n"
              "\r\n"
              "Hello Ada,\r\n"
              "\r\n"
              "See you soon.\r\n");
}

TEST(Mail, puts_readings_and_files_into_parts) {
    auto mail = letter_to_ada();
    mail.html = "<p>Hello Ada</p>\n";
    mail.attachments = {{"appointment.ics", "text/calendar; charset=utf-8; method=PUBLISH", "BEGIN"}};
    const auto message = rfc5322(mail).value();
    EXPECT_NE(message.find("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_autojet_parts\"\r\n\r\n"
                           "--=_autojet_parts\r\n"
                           "Content-Type: multipart/alternative; boundary=\"=_autojet_readings\"\r\n\r\n"
                           "--=_autojet_readings\r\nContent-Type: text/plain"),
              std::string::npos);
    EXPECT_NE(
        message.find("<p>Hello Ada</p>\r\n--=_autojet_readings--\r\n--=_autojet_parts\r\n"
                     "Content-Type: text/calendar; charset=utf-8; method=PUBLISH;\r\n name=\"appointment.ics\"\r\n"
                     "Content-Disposition: attachment; filename=\"appointment.ics\"\r\n"
                     "Content-Transfer-Encoding: base64\r\n\r\nQkVHSU4=\r\n--=_autojet_parts--\r\n"),
        std::string::npos);
}

TEST(Mail, has_short_lines_of_ascii_whatever_it_says) {
    auto mail = letter_to_ada();
    mail.from_name = "Garage Ünal, Öz & Zn. – de allerbeste van heel Flevoland en ver daarbuiten";
    mail.subject = "Bevestiging van je afspraak: één grote beurt voor € 249,00, dinsdag 1 december 2026 om 09:00 🚗";
    mail.text = std::string(3000, 'x') + "\n.\n" + "café " + std::string(200, ' ') + "\n";
    mail.attachments = {{"a.bin", "application/octet-stream", std::string(500, '\xff')}};
    for (const auto& line : lines_of(rfc5322(mail).value())) {
        EXPECT_LE(line.size(), 78U) << line;
        EXPECT_EQ(line.back(), '\r') << line;
        for (const char c : line.substr(0, line.size() - 1)) EXPECT_TRUE((c >= ' ' && c <= '~') || c == '\t') << line;
    }
}

TEST(Mail, takes_no_line_break_where_it_could_add_a_header) {
    const std::string trick = "x\r\nBcc: cy@strangers.example";
    for (const auto* text : {trick.c_str(), "x\ny", "x\ry", "x\x01", "x\x7f", "x\xe2\x80\xaey", "\xff"}) {
        auto mail = letter_to_ada();
        mail.subject = text;
        EXPECT_EQ(refused_part(mail), "not_a_mail subject");
        mail = letter_to_ada();
        mail.from_name = text;
        EXPECT_EQ(refused_part(mail), "not_a_mail from_name");
        mail = letter_to_ada();
        mail.headers = {{"Auto-Submitted", text}};
        EXPECT_EQ(refused_part(mail), "not_a_mail headers");
        mail.headers = {{text, "x"}};
        EXPECT_EQ(refused_part(mail), "not_a_mail headers");
        mail = letter_to_ada();
        mail.attachments = {{text, "text/plain", ""}};
        EXPECT_EQ(refused_part(mail), "not_a_mail attachments");
        mail.attachments = {{"a.txt", std::string{"text/plain"} + text, ""}};
        EXPECT_EQ(refused_part(mail), "not_a_mail attachments");
    }
}

TEST(Mail, goes_to_one_address_and_nothing_that_only_looks_like_it) {
    for (const auto* address :
         {"", "ada", "ada@customers.example, cy@strangers.example", "<ada@customers.example>",
          "ada@customers.example\r\nBcc: cy@strangers.example", " ada@customers.example", "ada@customers.example\r\n",
          "ada@customers.example>\r\nRCPT TO:<cy@strangers.example"}) {
        auto mail = letter_to_ada();
        mail.to = address;
        EXPECT_EQ(refused_part(mail), "not_a_mail to") << address;
        mail = letter_to_ada();
        mail.from = address;
        EXPECT_EQ(refused_part(mail), "not_a_mail from") << address;
        mail = letter_to_ada();
        mail.message_id = "<" + std::string{address} + ">";
        EXPECT_EQ(refused_part(mail), "not_a_mail message_id") << address;
    }
}

TEST(Mail, takes_no_header_that_it_writes_itself_and_no_further_recipient) {
    for (const auto* name : {"Bcc", "cc", "To", "Subject", "FROM", "Content-Type", "Sender", "a b", "a:b", ""}) {
        auto mail = letter_to_ada();
        mail.headers = {{name, "cy@strangers.example"}};
        EXPECT_EQ(refused_part(mail), "not_a_mail headers") << name;
    }
    auto mail = letter_to_ada();
    mail.headers = {{"Auto-Submitted", "auto-generated"}};
    EXPECT_NE(rfc5322(mail)->find("\r\nAuto-Submitted: auto-generated\r\n"), std::string::npos);
}

TEST(Mime, encodes_the_vectors_of_the_standards) {
    EXPECT_EQ(base64_lines(""), "");
    EXPECT_EQ(base64_lines("f"), "Zg==\r\n");
    EXPECT_EQ(base64_lines("fo"), "Zm8=\r\n");
    EXPECT_EQ(base64_lines("foo"), "Zm9v\r\n");
    EXPECT_EQ(base64_lines("foobar"), "Zm9vYmFy\r\n");
    EXPECT_EQ(quoted_printable("1+1=2"), "1+1=3D2\r\n");
    EXPECT_EQ(quoted_printable("€ \t\n\n"), "=E2=82=AC =09\r\n\r\n");
    EXPECT_EQ(text_field("Subject", "één"), "Subject: =?UTF-8?B?w6nDqW4=?=\r\n");
    EXPECT_EQ(text_field("Subject", "=?UTF-8?Q?forged?="), "Subject: =?UTF-8?B?PT9VVEYtOD9RP2ZvcmdlZD89?=\r\n");
    EXPECT_EQ(address_field("From", "Dee \"the\" boss", "dee@shop.example"),
              "From: \"Dee \\\"the\\\" boss\" <dee@shop.example>\r\n");
}

TEST(Mime, folds_long_texts_at_spaces_and_never_inside_a_letter) {
    EXPECT_EQ(text_field("Subject", "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"),
              "Subject: one two three four five six seven eight nine ten eleven twelve\r\n thirteen fourteen\r\n");
    const auto field = text_field("Subject", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
    EXPECT_TRUE(field.starts_with("Subject: =?UTF-8?B?")) << field;
    std::string many;
    for (int n = 0; n < 100; ++n) many += "é";
    for (const auto& line : lines_of(text_field("Subject", many))) {
        const auto begin = line.find("?B?") + 3;
        EXPECT_EQ((line.find("?=") - begin) % 4, 0U);
        // Two bytes for each letter: an even number of bytes has no letter cut in two.
        const auto padding = std::count(line.begin() + static_cast<std::ptrdiff_t>(begin), line.end() - 3, '=');
        EXPECT_EQ(((line.find("?=", begin) - begin) / 4 * 3 - static_cast<std::size_t>(padding)) % 2, 0U) << line;
    }
}

}  // namespace
}  // namespace autojet::outbound
