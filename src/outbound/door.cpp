#include "outbound/door.hpp"

namespace autojet::outbound {

Result<void> Door::deliver(const Mail& mail) {
    if (!mail.about && mail.to != mail.from)
        return refuse(ErrorCode::forbidden, "recipient_not_declared",
                      "A message that does not say whose data it carries goes to nobody but the shop.");
    if (auto allowed = judge_(mail.shop, who_runs_the_server); !allowed) return allowed;
    return server_.deliver(mail);
}

}  // namespace autojet::outbound
