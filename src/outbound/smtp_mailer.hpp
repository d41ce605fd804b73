// Messages to a mail server by SMTP. It opens connections to the configured server and to nothing else, and only the
// Door (outbound/door.hpp) has one: lock 6.
#pragma once

#include <chrono>
#include <string>

#include "outbound/mail.hpp"

namespace autojet::outbound {

struct SmtpSettings {
    std::string url;   // "smtp://mail.shop.example:587" or "smtps://mail.shop.example:465"
    std::string user;  // empty: no sign-in
    std::string password;
    std::string from;                   // the address that the server lets us send from; empty: the shop's own
    std::chrono::seconds patience{30};  // for one message, from connecting to the last answer
};

// Refuses with `not_a_mail_server` what is no address of one, or has a name and password in it, and with
// `not_an_email`.
Result<void> check(const SmtpSettings& settings);

// With smtp:// the connection is encrypted before anything is said (STARTTLS), or nothing is sent, unless the server is
// this very machine. Certificates are verified. Thread-safe.
class SmtpMailer {
private:
    friend class Door;

    // Throws Broken for settings that check() refuses.
    explicit SmtpMailer(SmtpSettings settings);

    // A refusal by the server is `mail_refused` when it is for good (5yz, RFC 5321 4.2.1) and about this message;
    // anything else, such as a refused sign-in, may pass and is `mail_unavailable`.
    Result<void> deliver(const Mail& mail);

    SmtpSettings settings_;
    bool needs_encryption_;
};

}  // namespace autojet::outbound
