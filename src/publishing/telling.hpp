// Telling people whose data is older than a version that widens: by mail where there is an address, by the desk where
// there is none. Until then the new version does not reach them (policy V1, GDPR 13(3)).
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "policy/difference.hpp"
#include "shop/holder.hpp"
#include "shop/house.hpp"
#include "shop/mail_writer.hpp"
#include "shop/module.hpp"

namespace autojet::publishing {

inline constexpr std::string_view policy_changed = "policy.changed";

// How far the telling of one version has come.
struct Notice {
    std::string version;
    Instant started;
    std::int64_t mails = 0;         // put in the outbox
    std::int64_t without_mail = 0;  // records that have no address
    std::optional<Instant> finished;
};

// Somebody whom no mail reaches.
struct Untold {
    PersonId person;
    std::string name;
    std::string phone;  // as people write it; may be empty
};
struct UntoldPage {
    std::vector<Untold> people;
    std::string next;  // where to go on; empty: that is all
};

class Telling {
public:
    // `holders` is asked when something is told, so that it may be complete only then.
    Telling(const House& house, std::function<const std::vector<Holder>&()> holders)
        : house_(house), holders_(std::move(holders)) {}

    // Whether the version in force widens an older one, so that somebody may have to be told.
    [[nodiscard]] bool has_reason(ShopId shop) const;
    [[nodiscard]] std::optional<Notice> find_notice(store::Tx& tx) const;

    // Begins telling of the version in force; again changes nothing. Refused with `nothing_to_tell`.
    Result<void> start(store::Tx& tx) const;

    // Puts the next mails in the outbox: a few hundred records at a time, so that nobody who books waits for it; goes
    // on where it stopped after a crash.
    void go_on(ShopId shop) const;

    // Mails to people: what changes, from when, and the right to object. Delivered is told.
    [[nodiscard]] shop::MailWriter writer() const;

    // People without an address who know only an older version, from `from` on. What it opens is in `openings`.
    [[nodiscard]] UntoldPage untold(store::Tx& tx, std::string_view from, const privacy::Actor& actor,
                                    policy::Openings& openings) const;
    // The desk has told them. Refused with `not_found`.
    Result<void> mark_told(store::Tx& tx, PersonId person) const;

private:
    using Written = tl::expected<shop::WrittenMail, shop::OutboxState>;
    Written write(ShopId shop, const shop::OutboxEntry& entry) const;
    void delivered(store::Tx& tx, const shop::OutboxEntry& entry) const;
    [[nodiscard]] std::optional<Reach> reach(store::Tx& tx, PersonId person) const;

    const House& house_;
    std::function<const std::vector<Holder>&()> holders_;

    // Which version a mail told of that is on its way.
    mutable std::mutex mutex_;
    mutable std::map<shop::OutboxId, std::string> written_;
};

// What changed since the version that somebody knows, for the mail and the desk.
std::vector<policy::Change> changes_since(store::Tx& tx, std::string_view known, const privacy::InForce& in_force);

}  // namespace autojet::publishing
