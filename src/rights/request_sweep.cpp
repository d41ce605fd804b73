#include "rights/request.hpp"

namespace autojet::rights {

namespace {

using privacy::RetentionClass;

constexpr std::string_view select_answered =
    "SELECT request FROM rights_request WHERE shop = $1 AND answered <= $2 ORDER BY answered LIMIT $3";
constexpr std::string_view select_delivered =
    "SELECT request FROM rights_contact WHERE shop = $1 AND delivered <= $2 ORDER BY delivered LIMIT $3";
constexpr std::string_view delete_contact = "DELETE FROM rights_contact WHERE shop = $1 AND request = $2";
constexpr std::string_view delete_messages =
    "DELETE FROM outbox WHERE shop = $1 AND subject = $2 AND event LIKE 'rights.%'";
constexpr std::array<std::string_view, 5> delete_request{"DELETE FROM rights_person WHERE shop = $1 AND request = $2",
                                                         "DELETE FROM rights_erasure WHERE shop = $1 AND request = $2",
                                                         "DELETE FROM rights_receipt WHERE shop = $1 AND request = $2",
                                                         "DELETE FROM rights_notice WHERE shop = $1 AND request = $2",
                                                         "DELETE FROM rights_request WHERE shop = $1 AND request = $2"};
constexpr std::string_view select_subject =
    "SELECT 1 FROM rights_request WHERE shop = $1 AND request = $2 UNION ALL "
    "SELECT 1 FROM me_pass WHERE shop = $1 AND pass = $2 LIMIT 1";

constexpr int requests_at_once = 500;

// Those whose period is over, oldest first.
std::vector<RequestId> over(store::Tx& tx, std::string_view select, const policy::Period& period) {
    return tx.all(
        select, [](const store::Row& row) { return RequestId{row.integer(0)}; }, policy::last_over(period, tx.now()),
        requests_at_once);
}

void shred_contact(store::Tx& tx, privacy::Vault& vault, RequestId id) {
    vault.shred(tx, PersonId{id.value()}, RetentionClass::rights_contact);
    tx.run(delete_contact, id);
    tx.run(delete_messages, id);
}

}  // namespace

std::int64_t forget_requests(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy) {
    const auto period = policy.period(RetentionClass::rights);
    if (!period) return 0;
    const auto gone = over(tx, select_answered, *period);
    for (const auto id : gone) {
        shred_contact(tx, vault, id);
        vault.shred(tx, PersonId{id.value()}, RetentionClass::rights);
        for (const auto sql : delete_request) tx.run(sql, id);
    }
    return static_cast<std::int64_t>(gone.size());
}

std::int64_t forget_contacts(store::Tx& tx, privacy::Vault& vault, const policy::Published& policy) {
    const auto period = policy.period(RetentionClass::rights_contact);
    if (!period) return 0;
    const auto gone = over(tx, select_delivered, *period);
    for (const auto id : gone) shred_contact(tx, vault, id);
    return static_cast<std::int64_t>(gone.size());
}

bool is_subject(store::Tx& tx, PersonId person) {
    return tx.has(select_subject, person);
}

}  // namespace autojet::rights
