#include "outbound/mail.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/chrono.h>

#include "base/email_address.hpp"
#include "base/text.hpp"
#include "outbound/mime.hpp"

namespace autojet::outbound {

namespace {

// "=_" cannot occur in a body: see quoted_printable.
constexpr std::string_view mixed_boundary = "=_autojet_parts";
constexpr std::string_view alternative_boundary = "=_autojet_readings";

constexpr std::array<std::string_view, 9> own_headers{"date",         "from",         "reply-to",
                                                      "to",           "subject",      "message-id",
                                                      "mime-version", "content-type", "content-transfer-encoding"};
constexpr std::array<std::string_view, 6> forbidden_headers{"bcc",         "cc",        "sender",
                                                            "return-path", "resent-to", "received"};

bool is_letter_or_digit(char c) {
    return is_ascii_digit(c) || is_ascii_lower(c) || is_ascii_upper(c);
}

template <class Accepts>
bool is_word(std::string_view text, Accepts accepts) {
    return !text.empty() && std::ranges::all_of(text, accepts);
}

bool is_printable_ascii(std::string_view text) {
    return is_word(text, [](char c) { return c >= ' ' && c <= '~'; });
}

// The text itself: an address that parse() trims or changes is not one.
bool is_address(std::string_view text) {
    const auto address = EmailAddress::parse(text);
    return address && address->text() == text;
}

bool is_file_name(std::string_view text) {
    return text.size() <= 60 &&
           is_word(text, [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-' || c == '_'; });
}

// The left side of our own making, and the domain of an address.
bool is_message_id(std::string_view text) {
    return text.size() > 2 && text.front() == '<' && text.back() == '>' && is_address(text.substr(1, text.size() - 2));
}

bool is_further_header(const Header& header) {
    const auto name = ascii_lower(header.name);
    return is_word(name, [](char c) { return is_letter_or_digit(c) || c == '-'; }) && is_plain_text(header.value) &&
           !header.value.empty() && std::ranges::find(own_headers, name) == own_headers.end() &&
           std::ranges::find(forbidden_headers, name) == forbidden_headers.end();
}

bool is_attachment(const Attachment& attachment) {
    return is_file_name(attachment.name) && is_printable_ascii(attachment.type) && attachment.type.size() <= 70 &&
           attachment.type.find('/') != std::string::npos;
}

tl::unexpected<Error> no_mail(std::string field) {
    return refuse(ErrorCode::invalid, "not_a_mail", "This message cannot be sent as it is.", std::move(field));
}

Result<void> check(const Mail& mail) {
    if (!is_address(mail.from)) return no_mail("from");
    if (!is_plain_text(mail.from_name)) return no_mail("from_name");
    if (!mail.reply_to.empty() && !is_address(mail.reply_to)) return no_mail("reply_to");
    if (!is_address(mail.to)) return no_mail("to");
    if (mail.subject.empty() || !is_plain_text(mail.subject)) return no_mail("subject");
    if (mail.text.empty() || !is_plain_text(mail.text, Lines::many)) return no_mail("text");
    if (!is_plain_text(mail.html, Lines::many)) return no_mail("html");
    if (!is_message_id(mail.message_id)) return no_mail("message_id");
    if (!std::ranges::all_of(mail.headers, is_further_header)) return no_mail("headers");
    if (!std::ranges::all_of(mail.attachments, is_attachment)) return no_mail("attachments");
    return {};
}

std::string head(const Mail& mail) {
    std::string text = fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} +0000\r\n", mail.date);
    text += address_field("From", mail.from_name, mail.from);
    if (!mail.reply_to.empty()) text += address_field("Reply-To", "", mail.reply_to);
    text += address_field("To", "", mail.to);
    text += text_field("Subject", mail.subject);
    text += "Message-ID: " + mail.message_id + "\r\n";
    for (const auto& header : mail.headers) text += text_field(header.name, header.value);
    return text + "MIME-Version: 1.0\r\n";
}

// A part: its own headers, an empty line, its body.
std::string text_part(std::string_view type, std::string_view text) {
    return fmt::format("Content-Type: {}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{}", type,
                       quoted_printable(text));
}

std::string attachment_part(const Attachment& attachment) {
    return fmt::format(
        "Content-Type: {};\r\n name=\"{}\"\r\nContent-Disposition: attachment; filename=\"{}\"\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n{}",
        attachment.type, attachment.name, attachment.name, base64_lines(attachment.bytes));
}

std::string together(std::string_view kind, std::string_view boundary, const std::vector<std::string>& parts) {
    auto text = fmt::format("Content-Type: multipart/{}; boundary=\"{}\"\r\n\r\n", kind, boundary);
    for (const auto& part : parts) text += fmt::format("--{}\r\n{}", boundary, part);
    return text + fmt::format("--{}--\r\n", boundary);
}

std::string readings(const Mail& mail) {
    auto plain = text_part("text/plain", mail.text);
    if (mail.html.empty()) return plain;
    return together("alternative", alternative_boundary, {std::move(plain), text_part("text/html", mail.html)});
}

}  // namespace

std::string entry_name(ShopId shop, std::int64_t entry) {
    return std::to_string(shop.value()) + "-" + std::to_string(entry);
}

Result<std::string> rfc5322(const Mail& mail) {
    if (auto fine = check(mail); !fine) return tl::unexpected(fine.error());
    if (mail.attachments.empty()) return head(mail) + readings(mail);
    std::vector<std::string> parts{readings(mail)};
    for (const auto& attachment : mail.attachments) parts.push_back(attachment_part(attachment));
    return head(mail) + together("mixed", mixed_boundary, parts);
}

}  // namespace autojet::outbound
