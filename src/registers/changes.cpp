#include "registers/changes.hpp"

namespace autojet::registers {

namespace {

constexpr std::string_view insert_change =
    "INSERT INTO register_change (shop, entry, at_time, register, actor) VALUES ($1, $2, $3, $4, $5)";
constexpr std::string_view select_of_thing =
    "SELECT at_time, actor FROM register_change WHERE shop = $1 AND register = $2 ORDER BY entry DESC";
constexpr std::string_view select_changes =
    "SELECT entry, at_time FROM register_change WHERE shop = $1 ORDER BY entry LIMIT 10000";
constexpr std::string_view delete_changes = "DELETE FROM register_change WHERE shop = $1 AND entry <= $2";

}  // namespace

ChangeId record_change(store::Tx& tx, std::string_view what, const privacy::Actor& actor) {
    const auto entry = tx.new_id<ChangeEntry>();
    tx.run(insert_change, entry, tx.now(), what, actor.name_in_ledger());
    return entry;
}

std::vector<Change> changes_of(store::Tx& tx, std::string_view what) {
    return tx.all(
        select_of_thing,
        [](const store::Row& row) {
            return Change{Instant{std::chrono::seconds{row.integer(0)}}, row.text(1)};
        },
        what);
}

std::int64_t forget_changes(store::Tx& tx, const policy::Published& policy) {
    const auto period = policy.period(policy::RetentionClass::ledger);
    std::int64_t last_over = 0;
    tx.each(select_changes, [&](const store::Row& row) {
        if (period && policy::ends(*period, Instant{std::chrono::seconds{row.integer(1)}}) <= tx.now())
            last_over = row.integer(0);
    });
    return last_over == 0 ? 0 : tx.run(delete_changes, last_over);
}

}  // namespace autojet::registers
