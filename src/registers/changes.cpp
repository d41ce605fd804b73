#include "registers/changes.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view insert_change =
    "INSERT INTO register_change (shop, entry, at_time, register, actor) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view delete_over =
    "DELETE FROM register_change WHERE shop = $1 AND entry IN (SELECT entry FROM register_change WHERE shop = $1 AND "
    "at_time <= $2 ORDER BY entry LIMIT 10000)";

}  // namespace

ChangeId record_change(store::Tx& tx, std::string_view what, const privacy::Actor& actor) {
    const auto entry = tx.new_id<ChangeEntry>();
    tx.run(insert_change, entry, tx.now(), what, actor.name_in_ledger());
    return entry;
}

std::int64_t forget_changes(store::Tx& tx, const policy::Published& policy) {
    const auto period = policy.period(policy::RetentionClass::ledger);
    return period ? tx.run(delete_over, policy::last_over(*period, tx.now())) : 0;
}

}  // namespace autojet::registers
