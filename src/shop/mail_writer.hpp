// Messages of the slices: who puts an event in the outbox can hand over how its mail is written. messaging/ delivers
// it as it delivers everything else: paced, tried again, once.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "base/language.hpp"
#include "policy/published.hpp"
#include "shop/outbox.hpp"

namespace autojet::shop {

struct WrittenMail {
    PersonId person;  // whose data it carries: the door records the disclosure (policy S2)
    policy::Purpose purpose{};
    policy::Categories categories;
    std::string to;
    Language language{};
    std::string subject;
    std::string text;
};

struct MailWriter {
    std::string_view event;  // "policy.changed"

    // Runs outside of a transaction. What it opens is in the ledger, on disk, when it answers (lock 5). Or why there is
    // nothing to send.
    std::function<tl::expected<WrittenMail, OutboxState>(ShopId, const OutboxEntry&)> write;

    // In the transaction that marks the entry as delivered.
    std::function<void(store::Tx&, const OutboxEntry&)> delivered = {};

    // The news of a new version of the policy: it goes out through a provider whom the person was not told of yet.
    bool tells_what_changed = false;
};

}  // namespace autojet::shop
