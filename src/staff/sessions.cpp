#include "base/encoding.hpp"
#include "base/enum_names.hpp"
#include "http/session.hpp"
#include "privacy/seal.hpp"
#include "staff/accounts.hpp"
#include "staff/challenges.hpp"
#include "staff/people.hpp"
#include "staff/second_factor.hpp"

namespace autojet::staff {

namespace {

constexpr std::string_view insert_session =
    "INSERT INTO session (shop, digest, account, created, seen_day, way) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view select_session =
    "SELECT a.account, a.role, a.language, s.created, s.seen_day FROM session s "
    "JOIN staff_account a ON a.shop = s.shop AND a.account = s.account "
    "WHERE s.shop = $1 AND s.digest = $2 AND a.departed IS NULL";
constexpr std::string_view update_seen = "UPDATE session SET seen_day = $3 WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_session = "DELETE FROM session WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_of_account = "DELETE FROM session WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_old = "DELETE FROM session WHERE shop = $1 AND created <= $2";
constexpr std::string_view select_of_account =
    "SELECT digest, created, seen_day, way FROM session WHERE shop = $1 AND account = $2 ORDER BY created DESC, digest";
constexpr std::string_view delete_others = "DELETE FROM session WHERE shop = $1 AND account = $2 AND digest <> $3";

constexpr std::string_view insert_half =
    "INSERT INTO half_session (shop, digest, account, created) VALUES ($1, $2, $3, $4)";
constexpr std::string_view select_half =
    "SELECT h.account FROM half_session h JOIN staff_account a ON a.shop = h.shop AND a.account = h.account "
    "WHERE h.shop = $1 AND h.digest = $2 AND h.created > $3 AND a.departed IS NULL";
constexpr std::string_view delete_half = "DELETE FROM half_session WHERE shop = $1 AND digest = $2";
constexpr std::string_view delete_halves = "DELETE FROM half_session WHERE shop = $1 AND account = $2";
constexpr std::string_view delete_old_halves = "DELETE FROM half_session WHERE shop = $1 AND created <= $2";

constexpr std::size_t bytes_of_name = 12;

constexpr EnumNames<3> way_codes{"password", "code", "passkey"};
constexpr EnumNames<3> way_labels{"with the password", "with password and code", "with a passkey"};

// Only the digest is stored: a copy of the data lets nobody in.
using privacy::digest_of;

std::int64_t day_of(Instant instant) {
    return std::chrono::floor<std::chrono::days>(instant).time_since_epoch().count();
}

std::string name_of_session(store::BytesView digest) {
    return encode_base64url(store::as_text(digest.first(bytes_of_name)));
}

bool is_over(Instant created, const policy::Published& policy, Instant now) {
    const auto period = policy.period(privacy::RetentionClass::session).value();
    return policy::ends(period, created) <= now;
}

}  // namespace

std::string_view label(Way way) {
    return name_in(way_labels, way);
}

std::string open_session(store::Tx& tx, PersonId account, Way way) {
    std::string token = http::new_session_token();
    tx.run(insert_session, digest_of(token), account, tx.now(), day_of(tx.now()), name_in(way_codes, way));
    return token;
}

void close_what_was(store::Tx& tx, std::string_view token_before) {
    close_session(tx, token_before);
    close_half_session(tx, token_before);
}

Entry let_in(store::Tx& tx, PersonId account, const std::optional<std::string>& token_before) {
    if (token_before) close_what_was(tx, *token_before);
    const auto role = role_of(tx, account).value();
    if (!has_second_way(tx, account)) return {open_session(tx, account), role, false};
    std::string token = http::new_session_token();
    tx.run(insert_half, digest_of(token), account, tx.now());
    return {std::move(token), role, true};
}

std::optional<PersonId> find_half_session(store::Tx& tx, std::string_view token) {
    return tx.find(
        select_half, [](const store::Row& row) { return PersonId{row.integer(0)}; }, digest_of(token),
        tx.now() - half_session_lifetime);
}

void close_half_session(store::Tx& tx, std::string_view token) {
    tx.run(delete_half, digest_of(token));
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
    tx.run(delete_halves, account);
}

std::vector<OpenSession> list_sessions(store::Tx& tx, PersonId account, std::string_view token) {
    const auto this_one = digest_of(token);
    return tx.all(
        select_of_account,
        [&](const store::Row& row) {
            const auto way = row.find_text(3);
            return OpenSession{name_of_session(row.bytes(0)), row.instant(1),
                               way ? value_in<Way>(way_codes, *way) : std::nullopt,
                               std::chrono::sys_days{std::chrono::days{row.integer(2)}}, row.bytes(0) == this_one};
        },
        account);
}

Result<void> close_named_session(store::Tx& tx, PersonId account, std::string_view name) {
    const auto digests = tx.all(
        select_of_account, [](const store::Row& row) { return row.bytes(0); }, account);
    for (const auto& digest : digests)
        if (name_of_session(digest) == name) {
            tx.run(delete_session, digest);
            return {};
        }
    return refuse(ErrorCode::not_found, "unknown_session", "This session has ended already.");
}

void close_other_sessions(store::Tx& tx, PersonId account, std::string_view token) {
    tx.run(delete_others, account, digest_of(token));
    tx.run(delete_halves, account);
}

std::int64_t forget_sessions(store::Tx& tx, const policy::Published& policy) {
    tx.run(delete_old_halves, tx.now() - half_session_lifetime);
    forget_challenges(tx);
    return tx.run(delete_old, policy::last_over(policy.period(privacy::RetentionClass::session).value(), tx.now()));
}

}  // namespace autojet::staff
