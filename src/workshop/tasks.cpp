#include "workshop/tasks.hpp"

#include "workshop/lines.hpp"
#include "workshop/order_store.hpp"
#include "workshop/task_store.hpp"

namespace autojet::workshop {

namespace {

struct Found {
    TaskRow task;
    WorkOrder order;
};

// The task, when its order may be changed.
Result<Found> changeable_task(store::Tx& tx, TaskId id) {
    const auto task = find_task_row(tx, id);
    if (!task) return refuse(ErrorCode::not_found, "not_found", "This task is not there any more.");
    auto order = changeable(tx, task->order);
    if (!order) return tl::unexpected(order.error());
    return Found{*task, std::move(*order)};
}

Result<Found> changeable_task(store::Tx& tx, TaskId id, std::int64_t seen) {
    auto found = changeable_task(tx, id);
    if (!found) return found;
    if (auto same = unchanged_since(found->task.edition, seen); !same) return tl::unexpected(same.error());
    return found;
}

Edition next_edition(store::Tx& tx, const Edition& edition, const Actor& actor) {
    return {edition.version + 1, tx.now(), actor.name_in_ledger()};
}

// Work begins: what stood in the yard is in progress.
void begin_work(store::Tx& tx, WorkOrder order, const Actor& actor) {
    if (order.stand.state != State::arrived) return;
    order.stand = {State::in_progress, std::nullopt};
    order.since = tx.now();
    update_stand(tx, order);
    add_step(tx, order.id, order.stand, actor);
}

}  // namespace

Result<TaskId> add_task(store::Tx& tx, privacy::Vault& vault, WorkOrderId id, const std::string& title,
                        const Actor& actor) {
    const auto order = changeable(tx, id);
    if (!order) return tl::unexpected(order.error());
    if (count_tasks(tx, id) >= static_cast<std::int64_t>(most_tasks_of_an_order))
        return refuse(ErrorCode::conflict, "too_many_tasks", "This order has as many tasks as it can take.", "title");
    const TaskRow task{.id = tx.new_id<Task>(),
                       .order = id,
                       .person = order->person,
                       .state = TaskState::open,
                       .edition = {1, tx.now(), actor.name_in_ledger()}};
    insert_task(tx, vault, task, title);
    tx.announce(store::Topic::calendar);
    return task.id;
}

Result<void> rename_task(store::Tx& tx, privacy::Vault& vault, TaskId id, const std::string& title, std::int64_t seen,
                         const Actor& actor) {
    auto found = changeable_task(tx, id, seen);
    if (!found) return tl::unexpected(found.error());
    found->task.edition = next_edition(tx, found->task.edition, actor);
    update_title(tx, vault, found->task, title);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> set_task_state(store::Tx& tx, privacy::Vault& vault, TaskId id, TaskState state, const std::string& reason,
                            std::int64_t seen, const Actor& actor) {
    auto found = changeable_task(tx, id, seen);
    if (!found) return tl::unexpected(found.error());
    if (state == TaskState::skipped && reason.empty())
        return refuse(ErrorCode::invalid, "reason_required", "Please say why it is skipped.", "reason");
    if (state == TaskState::done || state == TaskState::skipped) stop_clocks_on(tx, id);
    if (state == TaskState::doing) begin_work(tx, found->order, actor);
    found->task.state = state;
    found->task.edition = next_edition(tx, found->task.edition, actor);
    update_task_state(tx, vault, found->task, state == TaskState::skipped ? reason : "");
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> remove_task(store::Tx& tx, TaskId id, std::int64_t seen) {
    const auto found = changeable_task(tx, id, seen);
    if (!found) return tl::unexpected(found.error());
    if (has_time(tx, id))
        return refuse(ErrorCode::conflict, "has_time", "Somebody has worked on this task: skip it instead.");
    delete_task(tx, id);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> start_clock(store::Tx& tx, privacy::Vault& vault, TaskId id, const Actor& mechanic) {
    const PersonId account{mechanic.number};
    auto found = changeable_task(tx, id);
    if (!found) return tl::unexpected(found.error());
    const auto running = find_running(tx, vault, account);
    if (running && running->task == id) return {};
    stop_clocks_of(tx, account);
    insert_spell(tx, tx.new_id<Spell>(), found->task, account);
    begin_work(tx, found->order, mechanic);
    if (found->task.state != TaskState::doing) {
        found->task.state = TaskState::doing;
        found->task.edition = next_edition(tx, found->task.edition, mechanic);
        update_task_state(tx, vault, found->task, "");
    }
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> stop_clock(store::Tx& tx, PersonId account) {
    stop_clocks_of(tx, account);
    tx.announce(store::Topic::calendar);
    return {};
}

Result<void> correct_spell(store::Tx& tx, privacy::Vault& vault, SpellId id, Instant started, Instant ended,
                           const std::string& reason, const std::optional<Instant>& seen, const Actor& actor) {
    const auto spell = find_spell_row(tx, id);
    if (!spell) return refuse(ErrorCode::not_found, "not_found", "This time is not there any more.");
    const auto found = changeable_task(tx, spell->task);
    if (!found) return tl::unexpected(found.error());
    if (reason.empty())
        return refuse(ErrorCode::invalid, "reason_required", "Please say why the time is corrected.", "why");
    if (ended <= started)
        return refuse(ErrorCode::invalid, "not_after_start", "The end must be after the start.", "ended");
    if (ended > tx.now()) return refuse(ErrorCode::invalid, "in_the_future", "This moment is still to come.", "ended");
    if (ended - started > longest_spell)
        return refuse(ErrorCode::invalid, "too_long", "Nobody works on for more than a day. Please look at the times.",
                      "ended");
    if (spell->ended != seen)
        return refuse(ErrorCode::conflict, std::string(changed_meanwhile),
                      "Somebody else changed this while you were at it. Please choose what it shall say.");
    update_spell(tx, vault, *spell, {started, ended}, reason, actor);
    tx.announce(store::Topic::calendar);
    return {};
}

}  // namespace autojet::workshop
