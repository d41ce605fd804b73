#include "outbound/smtp_mailer.hpp"

#include <arpa/inet.h>
#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <optional>
#include <string_view>

#include "base/email_address.hpp"

namespace autojet::outbound {

namespace {

struct Close {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
    void operator()(char* text) const { curl_free(text); }
};

void start_curl() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw Broken{"the library for sending mail does not start"};
}

// Nothing when the part is absent.
std::optional<std::string> part_of(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return std::nullopt;
    const std::unique_ptr<char, Close> owned{text};
    return std::string{text};
}

struct Server {
    std::string scheme;
    std::string host;
};

// The parser that connects decides what the host is, so nobody can disagree with it.
Result<Server> read(const std::string& address) {
    start_curl();
    const std::unique_ptr<CURLU, Close> url{curl_url()};
    const auto no_server =
        refuse(ErrorCode::invalid, "not_a_mail_server", "This is not the address of a mail server.", "url");
    if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return no_server;
    const Server server{part_of(url.get(), CURLUPART_SCHEME).value_or(""),
                        part_of(url.get(), CURLUPART_HOST).value_or("")};
    const bool has_more = part_of(url.get(), CURLUPART_USER) || part_of(url.get(), CURLUPART_PASSWORD) ||
                          part_of(url.get(), CURLUPART_QUERY) || part_of(url.get(), CURLUPART_FRAGMENT);
    if ((server.scheme != "smtp" && server.scheme != "smtps") || server.host.empty() || has_more) return no_server;
    return server;
}

bool is_this_machine(std::string_view host) {
    if (host == "localhost" || host == "[::1]") return true;
    in_addr address{};
    return inet_pton(AF_INET, std::string{host}.c_str(), &address) == 1 && ntohl(address.s_addr) >> 24 == 127;
}

// What is still to be sent.
struct Upload {
    std::string_view rest;
    bool begun = false;
};

std::size_t read_upload(char* buffer, std::size_t size, std::size_t count, void* context) {
    auto& upload = *static_cast<Upload*>(context);
    const auto piece = upload.rest.substr(0, size * count);
    std::memcpy(buffer, piece.data(), piece.size());
    upload.rest.remove_prefix(piece.size());
    upload.begun = true;
    return piece.size();
}

// Options that the library does not know would be silently ignored: TLS among them.
template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    if (curl_easy_setopt(handle, option, value) != CURLE_OK)
        throw Broken{"the library for sending mail lacks an option"};
}

Result<void> judge(CURLcode outcome, long reply, bool message_was_sent) {
    if (outcome == CURLE_OK) return {};
    const bool about_this_message = outcome == CURLE_SEND_ERROR || message_was_sent;
    if (about_this_message && reply >= 500 && reply < 600)
        return refuse(ErrorCode::invalid, "mail_refused",
                      "The mail server refused the message (" + std::to_string(reply) + ").");
    return refuse(
        ErrorCode::unavailable, "mail_unavailable",
        "The mail server did not take the message (" + std::to_string(reply) + ", " + std::to_string(outcome) + ").");
}

}  // namespace

Result<void> check(const SmtpSettings& settings) {
    if (const auto server = read(settings.url); !server) return tl::unexpected(server.error());
    if (settings.from.empty()) return {};
    if (const auto from = EmailAddress::parse(settings.from, "from"); !from) return tl::unexpected(from.error());
    return {};
}

SmtpMailer::SmtpMailer(SmtpSettings settings) : settings_{std::move(settings)} {
    if (auto fine = check(settings_); !fine)
        throw Broken{"the mail server in the configuration: " + fine.error().message};
    const auto server = read(settings_.url);
    needs_encryption_ = server->scheme == "smtp" && !is_this_machine(server->host);
}

Result<void> SmtpMailer::deliver(const Mail& given) {
    Mail mail = given;
    if (!settings_.from.empty()) mail.from = settings_.from;
    const auto message = rfc5322(mail);
    if (!message) return refuse(ErrorCode::invalid, "mail_refused", message.error().message, message.error().field);

    const std::unique_ptr<CURL, Close> curl{curl_easy_init()};
    const std::unique_ptr<curl_slist, Close> recipients{curl_slist_append(nullptr, mail.to.c_str())};
    if (!curl || !recipients) throw Broken{"the library for sending mail has no memory"};
    Upload upload{*message};

    set(curl.get(), CURLOPT_URL, settings_.url.c_str());
    set(curl.get(), CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    set(curl.get(), CURLOPT_PROXY, "");  // none, whatever the environment says
    set(curl.get(), CURLOPT_USE_SSL, needs_encryption_ ? CURLUSESSL_ALL : CURLUSESSL_NONE);
    if (!settings_.user.empty()) {
        set(curl.get(), CURLOPT_USERNAME, settings_.user.c_str());
        set(curl.get(), CURLOPT_PASSWORD, settings_.password.c_str());
    }
    set(curl.get(), CURLOPT_MAIL_FROM, mail.from.c_str());
    set(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
    set(curl.get(), CURLOPT_UPLOAD, 1L);
    set(curl.get(), CURLOPT_READFUNCTION, &read_upload);
    set(curl.get(), CURLOPT_READDATA, &upload);
    set(curl.get(), CURLOPT_NOSIGNAL, 1L);
    set(curl.get(), CURLOPT_CONNECTTIMEOUT, std::min<long>(settings_.patience.count(), 10));
    set(curl.get(), CURLOPT_TIMEOUT, static_cast<long>(settings_.patience.count()));

    const auto outcome = curl_easy_perform(curl.get());
    long reply = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
    return judge(outcome, reply, upload.begun);
}

}  // namespace autojet::outbound
