#include "settings/settings.hpp"

namespace autojet::settings {

namespace {

constexpr std::string_view insert_row =
    "INSERT INTO setting_change (shop, change, at_time, account, kind, thing, before_values, after_values, undoes) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_one =
    "SELECT c.change, c.at_time, c.account, c.kind, c.thing, c.before_values, c.after_values, c.undoes, "
    "(SELECT COUNT(*) FROM setting_change u WHERE u.shop = c.shop AND u.undoes = c.change) "
    "FROM setting_change c WHERE c.shop = $1 AND c.change = $2";
constexpr std::string_view select_newest =
    "SELECT c.change, c.at_time, c.account, c.kind, c.thing, c.before_values, c.after_values, c.undoes, "
    "(SELECT COUNT(*) FROM setting_change u WHERE u.shop = c.shop AND u.undoes = c.change) "
    "FROM setting_change c WHERE c.shop = $1 AND c.change < $2 AND ($3 = '' OR c.kind = $3) "
    "ORDER BY c.change DESC LIMIT $4";
constexpr std::string_view select_since =
    "SELECT c.change, c.at_time, c.account, c.kind, c.thing, c.before_values, c.after_values, c.undoes, 0 "
    "FROM setting_change c WHERE c.shop = $1 AND c.kind = $2 AND c.thing = $3 AND c.change > $4 ORDER BY c.change";
constexpr std::string_view select_newest_of =
    "SELECT COALESCE(MAX(change), 0) FROM setting_change WHERE shop = $1 AND kind = $2 AND thing = $3";
constexpr std::string_view delete_over =
    "DELETE FROM setting_change WHERE shop = $1 AND change IN (SELECT change FROM setting_change WHERE shop = $1 AND "
    "at_time <= $2 ORDER BY change LIMIT 10000)";
constexpr std::string_view count_over =
    "SELECT COUNT(*), MIN(at_time) FROM setting_change WHERE shop = $1 AND at_time <= $2";

std::optional<Values> values_from(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{from_json(text)};
}

std::string text_of(const std::optional<Values>& values) {
    return values ? to_json(*values) : "";
}

Change change_from(const store::Row& row) {
    return {.id = ChangeId{row.integer(0)},
            .at = row.instant(1),
            .account = PersonId{row.integer(2)},
            .thing = {row.text(3), row.text(4)},
            .before = values_from(row.text(5)),
            .after = values_from(row.text(6)),
            .undoes = row.is_null(7) ? std::nullopt : std::optional{ChangeId{row.integer(7)}},
            .is_undone = row.integer(8) > 0};
}

}  // namespace

void insert_change(store::Tx& tx, const Change& change) {
    tx.run(insert_row, change.id, change.at, change.account, change.thing.kind, change.thing.key,
           text_of(change.before), text_of(change.after), change.undoes);
}

std::optional<Change> find_change(store::Tx& tx, ChangeId id) {
    return tx.find(select_one, change_from, id);
}

std::vector<Change> newest_changes(store::Tx& tx, std::optional<ChangeId> before, std::string_view kind,
                                   std::size_t limit) {
    const auto newest = ChangeId{std::numeric_limits<std::int64_t>::max()};
    return tx.all(select_newest, change_from, before.value_or(newest), kind, limit);
}

ChangeId newest_of(store::Tx& tx, const Thing& thing) {
    return tx
        .find(
            select_newest_of, [](const store::Row& row) { return ChangeId{row.integer(0)}; }, thing.kind, thing.key)
        .value_or(ChangeId{});
}

std::vector<Change> changes_since(store::Tx& tx, const Thing& thing, ChangeId seen) {
    return tx.all(select_since, change_from, thing.kind, thing.key, seen);
}

std::int64_t forget_changes(store::Tx& tx, const policy::Published& policy) {
    const auto period = policy.period(policy::RetentionClass::ledger);
    return period ? tx.run(delete_over, policy::last_over(*period, tx.now())) : 0;
}

std::vector<privacy::Overdue> overdue(store::Tx& tx, const policy::Published& policy) {
    const auto period = policy.period(policy::RetentionClass::ledger);
    if (!period) return {};
    return {privacy::count_overdue(tx, policy::RetentionClass::ledger, *period, count_over)};
}

}  // namespace autojet::settings
