// What is to be done on a vehicle, how far it is, and the time that it took, measured per mechanic.
#pragma once

#include <chrono>

#include "workshop/order.hpp"

namespace autojet::workshop {

struct Task;
using TaskId = Id<Task>;
struct Spell;
using SpellId = Id<Spell>;

inline constexpr std::size_t longest_title = 200;
inline constexpr std::size_t longest_task_reason = 300;
inline constexpr std::size_t most_tasks_of_an_order = 100;
inline constexpr std::chrono::hours longest_spell{24};

enum class TaskState { open, doing, done, skipped };
inline constexpr std::array all_task_states{TaskState::open, TaskState::doing, TaskState::done, TaskState::skipped};
std::string_view code(TaskState state);
std::string_view label(TaskState state);  // English, msgid
std::optional<TaskState> task_state_from_code(std::string_view text);

struct Task {
    TaskId id;
    WorkOrderId order;
    PersonalText<Category::details> title;
    TaskState state{};
    std::optional<PersonalText<Category::details>> reason;  // why it was skipped
    Edition edition;
};

// One stretch of work by one mechanic.
struct Spell {
    SpellId id;
    TaskId task;
    PersonId account;
    Instant started;
    std::optional<Instant> ended;  // absent while the clock runs
    // As the clock had measured it, where somebody corrected it.
    std::optional<Instant> was_started, was_ended;
    std::optional<Instant> corrected;
    std::string corrected_by;
    std::optional<PersonalText<Category::details>> reason;

    [[nodiscard]] std::chrono::seconds length(Instant now) const { return ended.value_or(now) - started; }
};

// Oldest first. Refused with `shredded`.
Result<std::vector<Task>> tasks_of(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
Result<Task> load_task(store::Tx& tx, privacy::Vault& vault, TaskId id);
Result<std::vector<Spell>> spells_of(store::Tx& tx, privacy::Vault& vault, const WorkOrder& order);
// On which task this mechanic's clock runs.
std::optional<Spell> find_running(store::Tx& tx, privacy::Vault& vault, PersonId account);

// Each of these is refused as changeable() is. `title` and `reason` are checked text.

// Refused with `too_many_tasks`.
Result<TaskId> add_task(store::Tx& tx, privacy::Vault& vault, WorkOrderId order, const std::string& title,
                        const Actor& actor);
// Refused with `changed_meanwhile`.
Result<void> rename_task(store::Tx& tx, privacy::Vault& vault, TaskId id, const std::string& title, std::int64_t seen,
                         const Actor& actor);
// Skipping takes a reason (`reason_required`). Done or skipped stops every clock on the task.
Result<void> set_task_state(store::Tx& tx, privacy::Vault& vault, TaskId id, TaskState state, const std::string& reason,
                            std::int64_t seen, const Actor& actor);
// Only one that nobody has worked on. Refused with `has_time`.
Result<void> remove_task(store::Tx& tx, TaskId id, std::int64_t seen);

// The task is being done, and the order, when it stood at `arrived`, is in progress. A mechanic has one clock: it
// leaves the task where it ran before.
Result<void> start_clock(store::Tx& tx, privacy::Vault& vault, TaskId id, const Actor& mechanic);
// Changes nothing when it does not run.
Result<void> stop_clock(store::Tx& tx, PersonId account);
// What was measured stays beside it. Refused with `reason_required`, `not_after_start`, `in_the_future`, `too_long`,
// and `changed_meanwhile` when it was corrected or stopped since `seen` (its end, or nothing while it ran).
Result<void> correct_spell(store::Tx& tx, privacy::Vault& vault, SpellId id, Instant started, Instant ended,
                           const std::string& reason, const std::optional<Instant>& seen, const Actor& actor);

}  // namespace autojet::workshop
