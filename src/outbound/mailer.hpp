// The door for messages. What is behind it, a folder or a mail server, the sender does not know.
#pragma once

#include <optional>

#include "outbound/mail.hpp"

namespace autojet::outbound {

class Mailer {
public:
    virtual ~Mailer() = default;

    // Answers when the message is safe where it belongs. Refuses with `mail_refused` when it will never be taken, and
    // with `mail_unavailable` when another attempt may succeed. Throws Broken when this machine is at fault.
    virtual Result<void> deliver(const Mail& mail) = 0;

    // Who gets to see what is delivered; nobody while it stays on this machine.
    [[nodiscard]] virtual std::optional<policy::Recipient> recipient() const { return std::nullopt; }
};

}  // namespace autojet::outbound
