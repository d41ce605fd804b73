#include "payments/bank_rows.hpp"
#include "privacy/shown.hpp"

namespace autojet::payments {

namespace {

// Who asked to only keep their data keeps it (policy R5).
#define NOT_RESTRICTED " AND (SELECT COUNT(*) FROM restriction r WHERE r.shop = b.shop AND r.person = b.person) = 0"

constexpr std::string_view select_lapsed =
    "SELECT line, person, day FROM bank_line b WHERE shop = $1 AND day <= $2 " NOT_RESTRICTED
    " ORDER BY day, line LIMIT $3";
constexpr std::string_view delete_line = "DELETE FROM bank_line WHERE shop = $1 AND line = $2";
constexpr std::string_view delete_statements =
    "DELETE FROM bank_statement WHERE shop = $1 AND until_day <= $2 AND NOT EXISTS (SELECT 1 FROM bank_line l WHERE "
    "l.shop = bank_statement.shop AND l.statement = bank_statement.statement)";
constexpr std::string_view delete_payments = "DELETE FROM payment WHERE shop = $1 AND day <= $2";
constexpr std::string_view delete_mails =
    "DELETE FROM outbox WHERE shop = $1 AND event = 'payment.reminder' AND subject IN (SELECT reminder FROM "
    "payment_reminder WHERE shop = $1 AND day <= $2)";
constexpr std::string_view delete_reminders =
    "DELETE FROM payment_reminder AS b WHERE shop = $1 AND day <= $2 " NOT_RESTRICTED;
constexpr std::string_view delete_pauses = "DELETE FROM payment_pause WHERE shop = $1 AND day <= $2";
constexpr std::string_view select_known =
    "SELECT 1 FROM bank_line WHERE shop = $1 AND person = $2 UNION ALL SELECT 1 FROM payment_reminder WHERE shop = $1 "
    "AND person = $2";
constexpr std::string_view count_kept_too_long =
    "SELECT COUNT(*), MIN(day) FROM (SELECT day FROM bank_line b WHERE shop = $1 AND day <= $2 " NOT_RESTRICTED
    " UNION ALL SELECT day FROM payment WHERE shop = $1 AND day <= $2 UNION ALL SELECT day FROM payment_reminder b "
    "WHERE shop = $1 AND day <= $2 " NOT_RESTRICTED
    " UNION ALL SELECT day FROM payment_pause WHERE shop = $1 AND day <= $2) kept";

struct Lapsed {
    BankLineId line;
    PersonId person;
    CivilDate day;
};

}  // namespace

bool knows(store::Tx& tx, PersonId person) {
    return tx.has(select_known, person);
}

std::int64_t forget_lapsed(store::Tx& tx, privacy::Vault& vault, int limit) {
    const auto last = policy::last_over(hold(), tx.now());
    const auto lapsed = tx.all(
        select_lapsed,
        [](const store::Row& row) {
            return Lapsed{BankLineId{row.integer(0)}, PersonId{row.integer(1)}, day_of(row, 2)};
        },
        last, limit);
    for (const auto& one : lapsed) {
        vault.shred_group(tx, one.person, policy::RetentionClass::accounts, group_of(one.day));
        if (is_own_record(tx, one.person)) privacy::forget_shown(tx, one.person);
        tx.run(delete_line, one.line);
    }
    tx.run(delete_statements, last);
    tx.run(delete_payments, last);
    tx.run(delete_mails, last);
    tx.run(delete_reminders, last);
    tx.run(delete_pauses, last);
    return static_cast<std::int64_t>(lapsed.size());
}

privacy::Overdue overdue(store::Tx& tx) {
    return privacy::count_overdue(tx, policy::RetentionClass::accounts, hold(), count_kept_too_long);
}

}  // namespace autojet::payments
