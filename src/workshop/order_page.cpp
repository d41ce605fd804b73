#include "workshop/order_page.hpp"

#include <algorithm>
#include <ranges>

#include "booking/booking_words.hpp"
#include "shop/visit.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/order_store.hpp"

namespace autojet::workshop {

OrderPage::OrderPage(store::Tx& tx, const House& house, http::Request& request, const staff::Account& account,
                     const WorkOrder& order, const Errors& errors)
    : tx_(tx),
      house_(house),
      request_(request),
      account_(account),
      order_(order),
      errors_(errors),
      warrant_(house.gate.warrant<policy::Purpose::appointment>(tx, shop::visit_of(request).actor, {order.person},
                                                                shop::visit_of(request).openings)),
      names_(tx, house, shop::visit_of(request).actor, shop::visit_of(request).openings, request.language),
      may_change_(changeable(tx, order.id).has_value()) {}

std::string OrderPage::say(std::string_view english) const {
    return house_.messages.translate(request_.language, english);
}

bool OrderPage::show_retry(http::Dict& form, const std::string& action, std::string_view section) {
    if (request_.method != http::Method::post || request_.path != action || errors_.empty()) return false;
    auto& retry = form.add(section);
    for (const auto& error : errors_) {
        retry.add("ERROR").set("MESSAGE", say(error.message));
        if (!error.field.empty()) form.add(ascii_upper(error.field) + "_ERROR").set("MESSAGE", say(error.message));
    }
    return true;
}

std::string OrderPage::prefix_of(bool is_retry, std::string_view kind, std::int64_t id) {
    return is_retry ? "" : std::string(kind) + std::to_string(id) + "-";
}

std::string OrderPage::moment(Instant instant) const {
    return moment_text(house_.shops.zone(tx_.shop()), instant, tx_.now(), request_.language);
}

void OrderPage::show(http::Dict& values) {
    show_head(values);
    show_state(values);
    show_words(values);
    show_tasks(values);
    show_lines(values);
    show_intake(values);
    show_photos(values);
    show_steps(values);
}

void OrderPage::show_head(http::Dict& values) {
    show_order(values, tx_, house_, order_, warrant_, account_, request_.language);
    if (may_change_) values.show("CHANGEABLE");
    if (!order_.is_open()) values.show("COLLECTED");
    if (!order_.booking) return;
    if (const auto booking = booking::load(tx_, *order_.booking);
        booking && staff::may(account_.role, staff::Part::calendar))
        values.add("OF_BOOKING")
            .set("URL", "/desk/bookings/" + booking->reference)
            .set("TEXT", booking::display_reference(booking->reference));
}

void OrderPage::show_state(http::Dict& values) {
    const auto set_from = [&](http::Dict& form) {
        form.set("FROM", code(order_.stand.state));
        form.set("FROM_FOR", order_.stand.waiting_for ? code(*order_.stand.waiting_for) : "");
    };
    if (may_change_) {
        bool is_first = true;
        for (const auto& next : next_stands(order_.stand)) {
            auto& form = values.add("NEXT");
            set_from(form);
            form.set("TO", code(next.state)).set("TO_FOR", next.waiting_for ? code(*next.waiting_for) : "");
            form.set("LABEL", say(told(next)));
            form.show(is_first ? "FIRST" : "OTHER");
            is_first = false;
        }
        if (order_.stand.state == State::booked || order_.stand.state == State::arrived) values.show("REMOVABLE");
    }
    const auto steps = steps_of(tx_, order_.id);
    const auto standing = [](const Step& step) { return !step.undone; };
    if (std::ranges::count_if(steps, standing) < 2 || (!may_change_ && order_.is_open())) return;
    const auto last = std::ranges::find_if(steps | std::views::reverse, standing);
    values.add("UNDO").set("STEP", last->number).set("TEXT", say(told(last->stand)));
}

void OrderPage::show_words(http::Dict& values) {
    const auto words = load_words(tx_, house_.vault, order_);
    const auto wanted = words ? opened(words->wanted) : std::string{};
    const auto notes = words ? opened(words->notes) : std::string{};
    values.set("WANTED", wanted).set("NOTES", notes).set("SEEN", static_cast<long long>(order_.edition.version));
    const bool is_retry = show_retry(values, "/desk/orders/" + order_.reference + "/words", "WORDS_RETRY");
    values.set("WANTED_VALUE", is_retry ? request_.form().readable("wanted") : wanted);
    values.set("NOTES_VALUE", is_retry ? request_.form().readable("notes") : notes);
    if (!wanted.empty()) values.add("HAS_WANTED").set("WANTED", wanted);
    if (!notes.empty()) values.add("HAS_NOTES").set("NOTES", notes);
    values.set("BASIS", code(order_.basis));
    values.show(order_.basis == invoicing::PriceBasis::including_vat ? "BASIS_INCLUDING" : "BASIS_EXCLUDING");
    if (order_.booking)
        if (const auto booking = booking::load(tx_, *order_.booking))
            if (const auto said = booking::load_words(tx_, house_.vault, *booking))
                if (const auto message = opened(said->message); !message.empty())
                    values.add("HAS_MESSAGE").set("MESSAGE", message);
}

void OrderPage::show_tasks(http::Dict& values) {
    const auto tasks = tasks_of(tx_, house_.vault, order_);
    const auto spells = spells_of(tx_, house_.vault, order_);
    if (!tasks || !spells || !warrant_) return;
    std::chrono::seconds all{0};
    for (const auto& spell : *spells) all += spell.length(tx_.now());
    for (const auto& task : *tasks) show_task(values.add("TASK"), task, *spells);
    if (tasks->empty()) values.show("NO_TASKS");
    if (!spells->empty()) values.add("TIME_IN_ALL").set("TEXT", time_spent(all));
}

void OrderPage::show_task(http::Dict& row, const Task& task, const std::vector<Spell>& spells) {
    const auto title = opened(task.title);
    titles_.emplace_back(task.id, title);
    const auto url = "/desk/orders/" + order_.reference + "/tasks/" + std::to_string(task.id.value());
    row.set("TITLE", title).set("URL", url).set("SEEN", static_cast<long long>(task.edition.version));
    row.set("STATE", say(label(task.state))).set("CLASS", "task-" + std::string(code(task.state)));
    if (const auto reason = opened(task.reason); !reason.empty()) row.add("REASON").set("TEXT", reason);
    std::chrono::seconds spent{0};
    bool mine_runs = false, any = false;
    for (const auto& spell : spells) {
        if (spell.task != task.id) continue;
        any = true;
        spent += spell.length(tx_.now());
        if (!spell.ended) {
            mine_runs = mine_runs || spell.account == account_.id;
            row.add("RUNNING").set("NAME", names_.of(spell.account)).set("SINCE", moment(spell.started));
        }
        show_spell(row.add("SPELL"), spell, tx_.now());
    }
    if (any) row.add("SPENT").set("TEXT", time_spent(spent));
    if (!may_change_) return;
    auto& form = row.add("FORM");
    const bool renaming = show_retry(form, url + "/title"), skipping = show_retry(form, url + "/state");
    form.set("K", prefix_of(renaming || skipping, "task", task.id.value()));
    form.set("TITLE_VALUE", renaming ? request_.form().readable("title") : title);
    form.set("REASON_VALUE", skipping ? request_.form().readable("reason") : "");
    const bool is_over = task.state == TaskState::done || task.state == TaskState::skipped;
    form.show(mine_runs ? "STOP" : is_over ? "AGAIN" : "START");
    if (!is_over) form.show("FINISH");
    if (!any) form.show("REMOVE");
}

void OrderPage::show_spell(http::Dict& row, const Spell& spell, Instant now) {
    const auto& zone = house_.shops.zone(tx_.shop());
    const auto until = [&](Instant from, Instant end) {
        const auto local = zone.to_local(end);
        return date_of(zone.to_local(from)) == date_of(local) ? format_time_of_day(local) : moment(end);
    };
    row.set("NAME", names_.of(spell.account)).set("FROM", moment(spell.started));
    row.set("UNTIL", spell.ended ? until(spell.started, *spell.ended) : say("now"))
        .set("SPENT", time_spent(spell.length(now)));
    if (spell.corrected) {
        auto& corrected = row.add("CORRECTED");
        corrected.set("BY", names_.of(spell.corrected_by)).set("REASON", opened(spell.reason));
        const auto from = spell.was_started.value_or(spell.started);
        corrected.set("FROM", moment(from))
            .set("UNTIL", spell.was_ended ? until(from, *spell.was_ended) : say("it ran"));
    }
    if (!may_change_ || (spell.account != account_.id && !staff::may(account_.role, staff::Part::customers))) return;
    auto& form = row.add("CORRECT");
    const auto url = "/desk/orders/" + order_.reference + "/times/" + std::to_string(spell.id.value());
    const bool is_retry = show_retry(form, url);
    const auto typed = [&](const char* field, const std::string& otherwise) {
        return is_retry ? request_.form().readable(field) : otherwise;
    };
    form.set("URL", url)
        .set("K", prefix_of(is_retry, "spell", spell.id.value()))
        .set("SEEN", spell.ended ? std::to_string(spell.ended->time_since_epoch().count()) : "")
        .set("WHY_VALUE", typed("why", ""))
        .set("STARTED", typed("started", moment_for_form(zone, spell.started)))
        .set("ENDED", typed("ended", moment_for_form(zone, spell.ended.value_or(now))));
}

void OrderPage::show_steps(http::Dict& values) {
    for (const auto& step : steps_of(tx_, order_.id)) {
        auto& row = values.add("STEP");
        row.set("TIME", moment(step.at)).set("TEXT", say(told(step.stand))).set("NAME", names_.of(step.actor));
        if (step.undone) row.add("UNDONE").set("TIME", moment(*step.undone)).set("NAME", names_.of(step.undone_by));
    }
}

}  // namespace autojet::workshop
