#include "workshop/task_store.hpp"

#include "base/enum_names.hpp"
#include "workshop/order_store.hpp"

namespace autojet::workshop {

namespace {

using privacy::RetentionClass;
using privacy::Vault;

#define TASK_COLUMNS "task, work_order, person, state, version, changed, changed_by"
#define SPELL_COLUMNS "m.spell, m.task, m.person, m.account, m.started, m.ended"

constexpr std::string_view insert_row =
    "INSERT INTO work_task (shop, " TASK_COLUMNS ", title) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr std::string_view select_row = "SELECT " TASK_COLUMNS " FROM work_task WHERE shop = $1 AND task = $2";
constexpr std::string_view select_tasks =
    "SELECT " TASK_COLUMNS ", title, reason FROM work_task WHERE shop = $1 AND work_order = $2 ORDER BY task";
constexpr std::string_view select_task =
    "SELECT " TASK_COLUMNS ", title, reason FROM work_task WHERE shop = $1 AND task = $2";
constexpr std::string_view count_rows = "SELECT COUNT(*) FROM work_task WHERE shop = $1 AND work_order = $2";
constexpr std::string_view update_row_title =
    "UPDATE work_task SET title = $3, version = $4, changed = $5, changed_by = $6 WHERE shop = $1 AND task = $2";
constexpr std::string_view update_row_state =
    "UPDATE work_task SET state = $3, reason = $4, version = $5, changed = $6, changed_by = $7 "
    "WHERE shop = $1 AND task = $2";
constexpr std::string_view delete_row = "DELETE FROM work_task WHERE shop = $1 AND task = $2";
constexpr std::string_view forget_task_of_lines = "UPDATE work_line SET task = NULL WHERE shop = $1 AND task = $2";

constexpr std::string_view select_any_time = "SELECT 1 FROM work_time WHERE shop = $1 AND task = $2 LIMIT 1";
constexpr std::string_view insert_time =
    "INSERT INTO work_time (shop, spell, task, person, account, started) VALUES ($1, $2, $3, $4, $5, $6)";
constexpr std::string_view stop_on_task =
    "UPDATE work_time SET ended = $3 WHERE shop = $1 AND task = $2 AND ended IS NULL";
constexpr std::string_view stop_of_account =
    "UPDATE work_time SET ended = $3 WHERE shop = $1 AND account = $2 AND ended IS NULL";
constexpr std::string_view select_spell =
    "SELECT " SPELL_COLUMNS " FROM work_time m WHERE m.shop = $1 AND m.spell = $2";
constexpr std::string_view select_spells = "SELECT " SPELL_COLUMNS
                                           ", m.was_started, m.was_ended, m.corrected, m.corrected_by, m.reason "
                                           "FROM work_task t JOIN work_time m ON m.shop = t.shop AND m.task = t.task "
                                           "WHERE t.shop = $1 AND t.work_order = $2 ORDER BY m.started, m.spell";
constexpr std::string_view select_running = "SELECT " SPELL_COLUMNS
                                            ", m.was_started, m.was_ended, m.corrected, m.corrected_by, m.reason "
                                            "FROM work_time m WHERE m.shop = $1 AND m.account = $2 AND m.ended IS NULL";
constexpr std::string_view update_times =
    "UPDATE work_time SET was_started = CASE WHEN corrected IS NULL THEN started ELSE was_started END, "
    "was_ended = CASE WHEN corrected IS NULL THEN ended ELSE was_ended END, "
    "started = $3, ended = $4, corrected = $5, corrected_by = $6, reason = $7 WHERE shop = $1 AND spell = $2";

constexpr EnumNames<4> state_codes{"open", "doing", "done", "skipped"};
constexpr EnumNames<4> state_labels{"Open", "Being done", "Done", "Skipped"};

privacy::Place title_place(TaskId id) {
    return {RetentionClass::customer, "work_task.title", id.value(), {}};
}
privacy::Place reason_place(TaskId id) {
    return {RetentionClass::customer, "work_task.reason", id.value(), {}};
}
privacy::Place reason_place(SpellId id) {
    return {RetentionClass::customer, "work_time.reason", id.value(), {}};
}

TaskRow row_from(const store::Row& row) {
    return {.id = TaskId{row.integer(0)},
            .order = WorkOrderId{row.integer(1)},
            .person = PersonId{row.integer(2)},
            .state = task_state_from_code(row.text(3)).value(),
            .edition = {row.integer(4), row.instant(5), row.text(6)}};
}

struct SealedTask {
    TaskRow row;
    store::Bytes title;
    std::optional<store::Bytes> reason;
};
SealedTask sealed_task_from(const store::Row& row) {
    return {row_from(row), row.bytes(7), row.find_bytes(8)};
}

Result<Task> unsealed(store::Tx& tx, Vault& vault, const SealedTask& sealed) {
    const auto& [row, sealed_title, sealed_reason] = sealed;
    auto title = vault.unseal<Category::details>(tx, row.person, sealed_title, title_place(row.id));
    if (!title) return tl::unexpected(title.error());
    auto reason = unseal_if_there<Category::details>(tx, vault, row.person, sealed_reason, reason_place(row.id));
    if (!reason) return tl::unexpected(reason.error());
    return Task{row.id, row.order, std::move(*title), row.state, std::move(*reason), row.edition};
}

SpellRow spell_row_from(const store::Row& row) {
    return {.id = SpellId{row.integer(0)},
            .task = TaskId{row.integer(1)},
            .person = PersonId{row.integer(2)},
            .account = PersonId{row.integer(3)},
            .started = row.instant(4),
            .ended = row.find_instant(5)};
}

struct SealedSpell {
    PersonId person;
    Spell spell;
    std::optional<store::Bytes> reason;
};
SealedSpell sealed_spell_from(const store::Row& row) {
    const auto spell = spell_row_from(row);
    return {spell.person,
            {.id = spell.id,
             .task = spell.task,
             .account = spell.account,
             .started = spell.started,
             .ended = spell.ended,
             .was_started = row.find_instant(6),
             .was_ended = row.find_instant(7),
             .corrected = row.find_instant(8),
             .corrected_by = row.find_text(9).value_or(""),
             .reason = std::nullopt},
            row.find_bytes(10)};
}

Result<Spell> unsealed(store::Tx& tx, Vault& vault, SealedSpell sealed) {
    auto reason =
        unseal_if_there<Category::details>(tx, vault, sealed.person, sealed.reason, reason_place(sealed.spell.id));
    if (!reason) return tl::unexpected(reason.error());
    sealed.spell.reason = std::move(*reason);
    return std::move(sealed.spell);
}

// All of them, or the first refusal.
template <class T, class Sealed>
Result<std::vector<T>> all_unsealed(store::Tx& tx, Vault& vault, std::vector<Sealed> rows) {
    std::vector<T> all;
    for (auto& row : rows) {
        auto one = unsealed(tx, vault, std::move(row));
        if (!one) return tl::unexpected(one.error());
        all.push_back(std::move(*one));
    }
    return all;
}

}  // namespace

std::string_view code(TaskState state) {
    return name_in(state_codes, state);
}
std::string_view label(TaskState state) {
    return name_in(state_labels, state);
}
std::optional<TaskState> task_state_from_code(std::string_view text) {
    return value_in<TaskState>(state_codes, text);
}

Result<std::vector<Task>> tasks_of(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    return all_unsealed<Task>(tx, vault, tx.all(select_tasks, sealed_task_from, order.id));
}

Result<Task> load_task(store::Tx& tx, Vault& vault, TaskId id) {
    const auto sealed = tx.find(select_task, sealed_task_from, id);
    if (!sealed) return refuse(ErrorCode::not_found, "not_found", "This task is not there any more.");
    return unsealed(tx, vault, *sealed);
}

Result<std::vector<Spell>> spells_of(store::Tx& tx, Vault& vault, const WorkOrder& order) {
    return all_unsealed<Spell>(tx, vault, tx.all(select_spells, sealed_spell_from, order.id));
}

std::optional<Spell> find_running(store::Tx& tx, Vault& vault, PersonId account) {
    auto sealed = tx.find(select_running, sealed_spell_from, account);
    if (!sealed) return std::nullopt;
    auto spell = unsealed(tx, vault, std::move(*sealed));
    return spell ? std::optional{std::move(*spell)} : std::nullopt;
}

std::optional<TaskRow> find_task_row(store::Tx& tx, TaskId id) {
    return tx.find(select_row, row_from, id);
}
std::int64_t count_tasks(store::Tx& tx, WorkOrderId order) {
    return tx
        .find(
            count_rows, [](const store::Row& row) { return row.integer(0); }, order)
        .value();
}
void insert_task(store::Tx& tx, Vault& vault, const TaskRow& task, const std::string& title) {
    tx.run(insert_row, task.id, task.order, task.person, code(task.state), task.edition.version, task.edition.changed,
           task.edition.changed_by,
           vault.seal(tx, PersonalText<Category::details>::of(task.person, title), title_place(task.id)));
}
void update_title(store::Tx& tx, Vault& vault, const TaskRow& task, const std::string& title) {
    tx.run(update_row_title, task.id,
           vault.seal(tx, PersonalText<Category::details>::of(task.person, title), title_place(task.id)),
           task.edition.version, task.edition.changed, task.edition.changed_by);
}
void update_task_state(store::Tx& tx, Vault& vault, const TaskRow& task, const std::string& reason) {
    tx.run(update_row_state, task.id, code(task.state),
           seal_if_there<Category::details>(tx, vault, task.person, reason, reason_place(task.id)),
           task.edition.version, task.edition.changed, task.edition.changed_by);
}
void delete_task(store::Tx& tx, TaskId id) {
    tx.run(forget_task_of_lines, id);
    tx.run(delete_row, id);
}

bool has_time(store::Tx& tx, TaskId id) {
    return tx.has(select_any_time, id);
}
std::optional<SpellRow> find_spell_row(store::Tx& tx, SpellId id) {
    return tx.find(select_spell, spell_row_from, id);
}
void insert_spell(store::Tx& tx, SpellId id, const TaskRow& task, PersonId account) {
    tx.run(insert_time, id, task.id, task.person, account, tx.now());
}
void stop_clocks_on(store::Tx& tx, TaskId task) {
    tx.run(stop_on_task, task, tx.now());
}
void stop_clocks_of(store::Tx& tx, PersonId account) {
    tx.run(stop_of_account, account, tx.now());
}
void update_spell(store::Tx& tx, Vault& vault, const SpellRow& spell, scheduling::Span times, const std::string& reason,
                  const Actor& actor) {
    tx.run(update_times, spell.id, times.start, times.end, tx.now(), actor.name_in_ledger(),
           seal_if_there<Category::details>(tx, vault, spell.person, reason, reason_place(spell.id)));
}

}  // namespace autojet::workshop
