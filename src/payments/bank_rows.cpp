#include "payments/bank_rows.hpp"

#include "customers/customers.hpp"
#include "policy/tables.hpp"
#include "privacy/shown.hpp"

namespace autojet::payments {

namespace {

#define LINE_COLUMNS "line, statement, day, amount, person, explained, told"

constexpr std::string_view select_statements =
    "SELECT statement, number, from_day, until_day, opening, closing, new_lines, known_lines FROM bank_statement WHERE "
    "shop = $1 ORDER BY statement DESC LIMIT $2";
constexpr std::string_view select_unexplained =
    "SELECT " LINE_COLUMNS " FROM bank_line WHERE shop = $1 AND explained = 0 ORDER BY day, line LIMIT $2";
constexpr std::string_view select_explained =
    "SELECT " LINE_COLUMNS " FROM bank_line WHERE shop = $1 AND explained = 1 ORDER BY day DESC, line DESC LIMIT $2";
constexpr std::string_view count_waiting = "SELECT COUNT(*) FROM bank_line WHERE shop = $1 AND explained = 0";
constexpr std::string_view select_line = "SELECT " LINE_COLUMNS " FROM bank_line WHERE shop = $1 AND line = $2";
constexpr std::string_view select_of_person =
    "SELECT " LINE_COLUMNS " FROM bank_line WHERE shop = $1 AND person = $2 ORDER BY day, line";
constexpr std::string_view update_owner = "UPDATE bank_line SET person = $3, told = $4 WHERE shop = $1 AND line = $2";
constexpr std::string_view update_explained = "UPDATE bank_line SET explained = $3 WHERE shop = $1 AND line = $2";

BankLine line_from(const store::Row& row) {
    return {.id = BankLineId{row.integer(0)},
            .statement = BankStatementId{row.integer(1)},
            .day = day_of(row, 2),
            .amount = Money::of_cents(row.integer(3)),
            .person = PersonId{row.integer(4)},
            .explained = row.integer(5) == 1,
            .told = row.bytes(6)};
}

}  // namespace

Instant midnight(CivilDate day) {
    return Instant{std::chrono::sys_days{day}};
}
CivilDate day_of(const store::Row& row, int column) {
    return std::chrono::floor<std::chrono::days>(row.instant(column));
}
policy::Period hold() {
    return policy::period_of(policy::RetentionClass::accounts).value();
}
std::string group_of(CivilDate day) {
    return std::to_string(bookkeeping::year_of(day));
}
privacy::Place place_of(BankLineId line, const std::string& group) {
    return {policy::RetentionClass::accounts, "bank_line.told", line.value(), group};
}

void move_to(store::Tx& tx, privacy::Vault& vault, const BankLine& line, PersonId person) {
    if (line.person == person) return;
    const auto told = load_told(tx, vault, line);
    if (!told) return;
    const auto group = group_of(line.day);
    tx.run(update_owner, line.id, person, vault.seal(tx, told->assigned_to(person), place_of(line.id, group)));
    if (!is_own_record(tx, line.person)) return;
    vault.shred_group(tx, line.person, policy::RetentionClass::accounts, group);
    privacy::forget_shown(tx, line.person);
}

bool is_own_record(store::Tx& tx, PersonId person) {
    return accounts::of_person(tx, person).empty() && !customers::exists(tx, person);
}

void set_explained(store::Tx& tx, BankLineId line, bool is_explained) {
    tx.run(update_explained, line, is_explained ? 1 : 0);
}

std::vector<BankStatement> statements(store::Tx& tx, int limit) {
    return tx.all(
        select_statements,
        [](const store::Row& row) {
            return BankStatement{BankStatementId{row.integer(0)},
                                 row.text(1),
                                 day_of(row, 2),
                                 day_of(row, 3),
                                 Money::of_cents(row.integer(4)),
                                 Money::of_cents(row.integer(5)),
                                 static_cast<int>(row.integer(6)),
                                 static_cast<int>(row.integer(7))};
        },
        limit);
}
std::vector<BankLine> unexplained(store::Tx& tx, int limit) {
    return tx.all(select_unexplained, line_from, limit);
}
std::vector<BankLine> explained(store::Tx& tx, int limit) {
    return tx.all(select_explained, line_from, limit);
}
std::int64_t count_unexplained(store::Tx& tx) {
    return tx.find(count_waiting, [](const store::Row& row) { return row.integer(0); }).value();
}
std::optional<BankLine> find_line(store::Tx& tx, BankLineId id) {
    return tx.find(select_line, line_from, id);
}
std::vector<BankLine> lines_of(store::Tx& tx, PersonId person) {
    return tx.all(select_of_person, line_from, person);
}

Result<ClosedTold> load_told(store::Tx& tx, privacy::Vault& vault, const BankLine& line) {
    const auto group = group_of(line.day);
    return vault.unseal<policy::Category::bank_line>(tx, line.person, line.told, place_of(line.id, group));
}

}  // namespace autojet::payments
