#include "staff/accounts.hpp"

namespace autojet::staff {

namespace {

using policy::Category;
using policy::RetentionClass;
using privacy::PersonalText;

constexpr std::string_view select_account =
    "SELECT role, language, created, departed FROM staff_account WHERE shop = $1 AND account = $2";
constexpr std::string_view select_by_digest = "SELECT account FROM staff_account WHERE shop = $1 AND email_digest = $2";
constexpr std::string_view select_sessions =
    "SELECT created FROM session WHERE shop = $1 AND account = $2 ORDER BY created";
constexpr std::string_view select_second_factor =
    "SELECT confirmed FROM staff_second_factor WHERE shop = $1 AND account = $2 AND confirmed IS NOT NULL";
constexpr std::string_view select_passkeys =
    "SELECT created, used FROM staff_passkey WHERE shop = $1 AND account = $2 ORDER BY created";
constexpr std::string_view count_departed =
    "SELECT COUNT(*), MIN(departed) FROM staff_account WHERE shop = $1 AND departed <= $2";
constexpr std::string_view count_sessions =
    "SELECT COUNT(*), MIN(created) FROM session WHERE shop = $1 AND created <= $2";

// Name and address open for signing in and for nothing else (policy: purpose staff_access): they are told there.
std::vector<HeldRecord> describe(store::Tx& tx, PersonId person, const ForRights& warrant) {
    std::vector<HeldRecord> records;
    const auto add = [&](HeldRecord& held, std::string field, std::string_view label, std::string value) {
        const auto closed = PersonalText<Category::appointment>::of(person, std::move(value));
        if (auto opened = closed.open_if_covered(warrant))
            held.values.push_back({Category::staff, std::move(field), label, std::move(*opened), false});
    };
    tx.each(
        select_account,
        [&](const store::Row& row) {
            const auto departed = row.find_instant(3);
            HeldRecord held{.kind = "account",
                            .number = {},
                            .title = "Account of a member of staff",
                            .collected = row.instant(2),
                            .source = "desk",
                            .policy_version = {},
                            .retention = RetentionClass::staff,
                            .kept_until = std::nullopt,
                            .values = {}};
            if (departed) held.kept_until = policy::ends(policy::period_of(RetentionClass::staff).value(), *departed);
            add(held, "staff_account.role", "Role", row.text(0));
            add(held, "staff_account.language", "Language", row.text(1));
            records.push_back(std::move(held));
        },
        person);
    if (records.empty()) return records;
    tx.each(
        select_second_factor,
        [&](const store::Row& row) {
            add(records.front(), "staff_second_factor.confirmed", "Code at the sign-in since",
                format_rfc3339(row.instant(0)));
        },
        person);
    tx.each(
        select_passkeys,
        [&](const store::Row& row) {
            add(records.front(), "staff_passkey.created", "Passkey since", format_rfc3339(row.instant(0)));
            if (const auto used = row.find_instant(1))
                add(records.front(), "staff_passkey.used", "Passkey last used", format_rfc3339(*used));
        },
        person);
    tx.each(
        select_sessions,
        [&](const store::Row& row) {
            add(records.front(), "session.created", "Signed in", format_rfc3339(row.instant(0)));
        },
        person);
    return records;
}

}  // namespace

std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy) {
    const auto count = [&](RetentionClass retention, std::string_view sql) {
        return privacy::count_overdue(tx, retention, policy.period(retention).value(), sql);
    };
    return {count(RetentionClass::staff, count_departed), count(RetentionClass::session, count_sessions)};
}

Holder staff_holder(const House& house) {
    auto& vault = house.vault;
    const auto find_by_email = [&vault](store::Tx& tx, const EmailKey& email) {
        return tx.all(
            select_by_digest, [](const store::Row& row) { return PersonId{row.integer(0)}; },
            vault.shop_digest(tx.shop(), use_of_email, email, tx.now()));
    };
    return {.name = "staff",
            .knows = has_account,
            .find_by_email = find_by_email,
            .describe = staff::describe,
            .index_again = [&house](store::Tx& tx, PersonId after, int limit, policy::Openings& openings) {
                return index_again(tx, house, after, limit, openings);
            }};
}

}  // namespace autojet::staff
