#include "shop/visit.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/order_words.hpp"
#include "workshop/task_store.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

// Of the order in the address; one of another order is none.
std::optional<TaskRow> task_in(store::Tx& tx, const http::Request& request, const WorkOrder& order) {
    const TaskId id{parse_whole(request.path_parameters.at("task")).value_or(0)};
    auto task = find_task_row(tx, id);
    return task && task->order == order.id ? task : std::nullopt;
}

tl::unexpected<Error> no_task() {
    return autojet::refuse(ErrorCode::not_found, "not_found", "This task is not there any more.");
}

}  // namespace

http::Response WorkDesk::add_task(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    FormReading form(request.form());
    const auto title = form.line("title", longest_title);
    if (!form.errors().empty()) return refused(request, account, order, {form.errors(), std::nullopt});
    const auto added = write(request, [&](store::Tx& tx) {
        return workshop::add_task(tx, house().vault, order.id, title, actor_of(request));
    });
    return after(request, account, order, added, "tasks");
}

http::Response WorkDesk::rename_task(http::Request& request, const staff::Account& account,
                                     const WorkOrder& order) const {
    FormReading form(request.form());
    const auto title = form.line("title", longest_title);
    if (!form.errors().empty()) return refused(request, account, order, {form.errors(), std::nullopt});
    const auto renamed = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto task = task_in(tx, request, order);
        if (!task) return no_task();
        return workshop::rename_task(tx, house().vault, task->id, title, form.number("seen", -1), actor_of(request));
    });
    if (renamed || renamed.error().reason != changed_meanwhile) return after(request, account, order, renamed, "tasks");

    auto& visit = shop::visit_of(request);
    const auto conflict = read(request, [&](store::Tx& tx) -> Result<Conflict> {
        const auto row = task_in(tx, request, order);
        if (!row) return no_task();
        const auto task = load_task(tx, house().vault, row->id);
        if (!task) return tl::unexpected(task.error());
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        StaffNames names(tx, house(), visit.actor, visit.openings, request.language);
        return Conflict{
            .action = request.path,
            .theirs = task->edition,
            .who = names.of(task->edition.changed_by),
            .when = moment_text(house().shops.zone(tx.shop()), task->edition.changed, tx.now(), request.language),
            .fields = {edited(request.form(), "title", say(request, "Task"),
                              task->title.open_if_covered(*warrant).value_or(""))}};
    });
    if (!conflict) return refused(request, account, order, {{conflict.error()}, std::nullopt});
    return refused(request, account, order, {{renamed.error()}, *conflict});
}

http::Response WorkDesk::set_task_state(http::Request& request, const staff::Account& account,
                                        const WorkOrder& order) const {
    FormReading form(request.form());
    const auto state = task_state_from_code(form.text("state"));
    if (!state) form.refuse({ErrorCode::invalid, "unknown_state", "Please choose a state.", "state"});
    const auto reason = form.line("reason", longest_task_reason, Presence::optional);
    if (!form.errors().empty()) return refused(request, account, order, {form.errors(), std::nullopt});
    const auto set = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto task = task_in(tx, request, order);
        if (!task) return no_task();
        return workshop::set_task_state(tx, house().vault, task->id, *state, reason, form.number("seen", -1),
                                        actor_of(request));
    });
    return after(request, account, order, set, "tasks");
}

http::Response WorkDesk::remove_task(http::Request& request, const staff::Account& account,
                                     const WorkOrder& order) const {
    const FormReading form(request.form());
    const auto removed = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto task = task_in(tx, request, order);
        if (!task) return {};  // gone already is what was wanted
        return workshop::remove_task(tx, task->id, form.number("seen", -1));
    });
    return after(request, account, order, removed, "tasks");
}

http::Response WorkDesk::start_clock(http::Request& request, const staff::Account& account,
                                     const WorkOrder& order) const {
    const auto started = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto task = task_in(tx, request, order);
        if (!task) return no_task();
        return workshop::start_clock(tx, house().vault, task->id, actor_of(request));
    });
    return after(request, account, order, started, "tasks");
}

http::Response WorkDesk::stop_clock(http::Request& request, const staff::Account& account,
                                    const WorkOrder& order) const {
    const auto stopped =
        write(request, [&](store::Tx& tx) -> Result<void> { return workshop::stop_clock(tx, account.id); });
    return after(request, account, order, stopped, "tasks");
}

http::Response WorkDesk::correct_time(http::Request& request, const staff::Account& account,
                                      const WorkOrder& order) const {
    FormReading form(request.form());
    const auto& zone = house().shops.zone(request.shop);
    const auto started = form.moment("started", zone), ended = form.moment("ended", zone);
    const auto reason = form.line("why", longest_task_reason, Presence::optional);
    if (!form.errors().empty()) return refused(request, account, order, {form.errors(), std::nullopt});
    const SpellId id{parse_whole(request.path_parameters.at("spell")).value_or(0)};
    const auto seen = parse_whole(form.text("seen"));
    const auto corrected = write(request, [&](store::Tx& tx) -> Result<void> {
        const auto spell = find_spell_row(tx, id);
        const auto task = spell ? find_task_row(tx, spell->task) : std::nullopt;
        if (!task || task->order != order.id)
            return autojet::refuse(ErrorCode::not_found, "not_found", "This time is not there any more.");
        // Others' hours are the desk's and the owner's to correct.
        if (spell->account != account.id && !staff::may(account.role, staff::Part::customers))
            return autojet::refuse(ErrorCode::forbidden, "not_yours", "You can correct your own hours only.", "why");
        return correct_spell(tx, house().vault, id, started, ended, reason,
                             seen ? std::optional{Instant{std::chrono::seconds{*seen}}} : std::nullopt,
                             actor_of(request));
    });
    return after(request, account, order, corrected, "tasks");
}

}  // namespace autojet::workshop
