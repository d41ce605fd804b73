// The rows of tasks and of the time that they took.
#pragma once

#include "workshop/tasks.hpp"

namespace autojet::workshop {

// A task without its words.
struct TaskRow {
    TaskId id;
    WorkOrderId order;
    PersonId person;
    TaskState state{};
    Edition edition;
};

// A stretch without its words.
struct SpellRow {
    SpellId id;
    TaskId task;
    PersonId person;
    PersonId account;
    Instant started;
    std::optional<Instant> ended;
};

std::optional<TaskRow> find_task_row(store::Tx& tx, TaskId id);
std::int64_t count_tasks(store::Tx& tx, WorkOrderId order);
void insert_task(store::Tx& tx, privacy::Vault& vault, const TaskRow& task, const std::string& title);
// Each with the edition.
void update_title(store::Tx& tx, privacy::Vault& vault, const TaskRow& task, const std::string& title);
void update_task_state(store::Tx& tx, privacy::Vault& vault, const TaskRow& task, const std::string& reason);
void delete_task(store::Tx& tx, TaskId id);

bool has_time(store::Tx& tx, TaskId id);
std::optional<SpellRow> find_spell_row(store::Tx& tx, SpellId id);
// Begins now.
void insert_spell(store::Tx& tx, SpellId id, const TaskRow& task, PersonId account);
void stop_clocks_on(store::Tx& tx, TaskId task);
void stop_clocks_of(store::Tx& tx, PersonId account);
// The times as the clock had them stay, from the first correction on.
void update_spell(store::Tx& tx, privacy::Vault& vault, const SpellRow& spell, scheduling::Span times,
                  const std::string& reason, const Actor& actor);

}  // namespace autojet::workshop
