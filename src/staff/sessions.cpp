#include "http/session.hpp"
#include "privacy/seal.hpp"
#include "staff/accounts.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view insert_session =
    "INSERT INTO session (shop, digest, account, created, seen_day) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view select_session =
    "SELECT a.account, a.role, a.language, s.created, s.seen_day FROM session s "
    "JOIN staff_account a ON a.shop = s.shop AND a.account = s.account "
    "WHERE s.shop = $1 AND s.digest = $2 AND a.departed IS NULL";
constexpr std::string_view update_seen = "UPDATE session SET seen_day = $3 WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_session = "DELETE FROM session WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_of_account = "DELETE FROM session WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_old = "DELETE FROM session WHERE shop = $1 AND created <= $2";

// Only the digest is stored: a copy of the data lets nobody in.
using privacy::digest_of;

std::int64_t day_of(Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
}

bool is_over(Instant created, const policy::Published& policy, Instant now) {
    const auto period = policy.period(privacy::RetentionClass::session).value();
    return policy::ends(period, created) <= now;
}

}  // namespace

std::string open_session(store::Tx& tx, PersonId account) {
    std::string token = http::new_session_token();
    tx.run(insert_session, digest_of(token), account, tx.now(), day_of(tx.now()));
    return token;
}

std::optional<Session> find_session(store::Tx& tx, std::string_view token, const policy::Published& policy) {
    std::optional<Session> found;
    tx.each(
        select_session,
        [&](const store::Row& row) {
            if (is_over(row.instant(3), policy, tx.now())) return;
            found =
                Session{{PersonId{row.integer(0)}, role_from_code(row.text(1)).value(), from_code(row.text(2)).value()},
                        row.integer(4) == day_of(tx.now())};
        },
        digest_of(token));
    return found;
}

void mark_seen(store::Tx& tx, std::string_view token) {
    tx.run(update_seen, digest_of(token), day_of(tx.now()));
}

void close_session(store::Tx& tx, std::string_view token) {
    tx.run(delete_session, digest_of(token));
}

void close_all_sessions(store::Tx& tx, PersonId account) {
    tx.run(delete_of_account, account);
}

std::int64_t forget_sessions(store::Tx& tx, const policy::Published& policy) {
    return tx.run(delete_old, policy::last_over(policy.period(privacy::RetentionClass::session).value(), tx.now()));
}

}  // namespace autojet::staff
