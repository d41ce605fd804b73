// The tasks of a job and the clocks on them.
#include <algorithm>

#include "cli/demo_job.hpp"

namespace autojet::cli {

namespace {

using std::chrono::minutes;
using workshop::State;
using workshop::Task;
using workshop::TaskState;

constexpr minutes runs_on{60};  // a clock, beyond the time when the work was to be ready

}  // namespace

std::vector<Task> Job::open_tasks(store::Tx& tx) {
    auto tasks = sure(workshop::tasks_of(tx, vault_, order_));
    std::erase_if(tasks,
                  [](const Task& task) { return task.state == TaskState::done || task.state == TaskState::skipped; });
    return tasks;
}

void Job::resume(Instant when) {
    store::Tx tx = at(when);
    resumed_ = tx.now();
    const auto tasks = open_tasks(tx);
    if (has_clock() && !tasks.empty()) sure(workshop::start_clock(tx, vault_, tasks.front().id, mechanic_));
    order_ = sure(workshop::load(tx, order_.id));
    if (order_.stand.state != State::in_progress) move(when, {State::in_progress, {}}, mechanic_);
}

void Job::pause(Instant when) {
    store::Tx tx = at(when);
    if (has_clock()) sure(workshop::stop_clock(tx, PersonId{mechanic_.number}));
}

bool Job::do_tasks() {
    const auto tasks = open_tasks(outer_);
    delay(std::max(minutes{0}, std::chrono::ceil<minutes>(resumed_ + minutes{10} - moments_.ready)));
    const auto each = (moments_.ready - resumed_) / static_cast<int>(std::max<std::size_t>(tasks.size(), 1));
    auto from = resumed_;
    for (const auto& task : tasks) {
        const auto until = from + each;
        const bool halts = plot_.halt == Halt::working && &task == &tasks.back();
        if (halts || !reached(until)) {
            leave(task, from);
            return false;
        }
        close(task, from, until, &task != &tasks.front());
        from = until;
    }
    if (plot_.halt == Halt::working || !reached(moments_.ready)) return false;
    correct_a_time();
    return true;
}

void Job::start(store::Tx& tx, const Task& task) {
    if (has_clock())
        sure(workshop::start_clock(tx, vault_, task.id, mechanic_));
    else if (task.state == TaskState::open)
        sure(workshop::set_task_state(tx, vault_, task.id, TaskState::doing, "", task.edition.version, mechanic_));
}

void Job::close(const Task& task, Instant from, Instant until, bool may_be_skipped) {
    const bool is_skipped = may_be_skipped && floor_.chance.one_of(25);
    if (!is_skipped) {
        store::Tx tx = at(from);
        start(tx, task);
    }
    store::Tx tx = at(until);
    const auto seen = sure(workshop::load_task(tx, vault_, task.id)).edition.version;
    sure(workshop::set_task_state(tx, vault_, task.id, is_skipped ? TaskState::skipped : TaskState::done,
                                  is_skipped ? std::string(floor_.chance.pick(reasons_to_skip())) : std::string{}, seen,
                                  mechanic_));
}

// Somebody is at it now, or was until the work was to be ready.
void Job::leave(const Task& task, Instant from) {
    store::Tx tx = at(from);
    start(tx, task);
    if (moments_.ready + runs_on > floor_.now) {
        floor_.clocks_that_run.insert(mechanic_.number);
        return;
    }
    pause(moments_.ready);
}

void Job::correct_a_time() {
    if (!floor_.chance.one_of(30)) return;
    store::Tx tx = at(moments_.ready);
    const auto spells = sure(workshop::spells_of(tx, vault_, order_));
    if (spells.empty()) return;
    const auto& last = spells.back();
    sure(workshop::correct_spell(tx, vault_, last.id, last.started - minutes{5}, *last.ended, "Klok te laat gestart.",
                                 last.ended, mechanic_));
}

}  // namespace autojet::cli
