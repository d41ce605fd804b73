#include "workshop/orders_holder.hpp"

#include <algorithm>

#include "booking/retention.hpp"
#include "workshop/lines.hpp"
#include "workshop/order_store.hpp"
#include "workshop/photos.hpp"
#include "workshop/tasks.hpp"

namespace autojet::workshop {

namespace {

class Description {
public:
    Description(const House& house, store::Tx& tx, const WorkOrder& order, const ForRights& warrant)
        : house_(house), tx_(tx), order_(order), warrant_(warrant), zone_(house.shops.zone(tx.shop())) {}

    HeldRecord record() {
        add_order();
        add_intake();
        add_work();
        add_pictures();
        return std::move(held_);
    }

private:
    enum class Provided { yes, no };

    void add_order() {
        held_ = {.kind = "work_order",
                 .number = order_.reference,
                 .title = "Work order",
                 .collected = order_.created,
                 .source = "desk",
                 .policy_version = order_.policy_version,
                 .retention = policy::RetentionClass::customer,
                 .kept_until = booking::kept_until(tx_, house_.policies.of(tx_)->published, order_.person),
                 .values = {}};
        add_plain("work_order.state", "Status", std::string(code(order_.stand.state)));
        for (const auto& step : steps_of(tx_, order_.id))
            add_plain("work_order_step.state", "What happened",
                      std::string(code(step.stand.state)) + " " + moment(step.at));
        if (const auto words = load_words(tx_, house_.vault, order_)) {
            if (words->wanted) add("work_order.wanted", "What you want done", *words->wanted, Provided::yes);
            if (words->notes) add("work_order.notes", "Notes of the workshop", *words->notes);
        }
    }

    void add_intake() {
        if (const auto intake = load_intake(tx_, house_.vault, order_)) {
            if (intake->odometer) add("work_order_intake.odometer", "Odometer, km", *intake->odometer);
            if (intake->fuel) add("work_order_intake.fuel", "Fuel, eighths", *intake->fuel);
            if (intake->keys) add("work_order_intake.keys", "Keys", *intake->keys, Provided::yes);
            if (intake->accessories)
                add("work_order_intake.accessories", "Handed over with it", *intake->accessories, Provided::yes);
        }
        if (const auto marks = marks_of(tx_, house_.vault, order_))
            for (const auto& mark : *marks) add_mark(mark);
    }

    void add_mark(const Mark& mark) {
        const auto text = mark.content.open_if_covered(warrant_);
        if (!text) return;
        const auto content = mark_content(*text);
        auto said = std::string(code(content.damage)) + " " + std::string(zone_at(content.x, content.y).id);
        if (!content.note.empty()) said += ": " + content.note;
        held_.values.push_back(
            {Category::condition, "work_order_mark.content", "Damage that we noted", std::move(said), false});
    }

    void add_work() {
        if (const auto tasks = tasks_of(tx_, house_.vault, order_))
            for (const auto& task : *tasks) {
                add("work_task.title", "Task", task.title);
                if (task.reason) add("work_task.reason", "Why it was skipped", *task.reason);
            }
        if (const auto spells = spells_of(tx_, house_.vault, order_))
            for (const auto& spell : *spells)
                if (spell.reason) add("work_time.reason", "Why a time was corrected", *spell.reason);
        if (const auto lines = lines_of(tx_, house_.vault, order_))
            for (const auto& line : *lines) {
                add("work_line.description", "Line", line.description);
                add_plain("work_line.amount", "Amount",
                          line.amounts.quantity.decimal() + " × " + line.amounts.unit_price.decimal());
            }
    }

    // Pictures are listed; they are handed over at the desk, or sent on request.
    void add_pictures() {
        for (const auto& photo : photos_of(tx_, order_.id))
            add("work_order_photo.image", "Photo of your vehicle",
                PersonalText<Category::photo>::of(
                    order_.person,
                    moment(photo.taken) + " " + std::to_string(photo.width) + " × " + std::to_string(photo.height)));
        if (const auto signature = load_signature(tx_, house_.vault, order_); signature && *signature)
            add("work_order_signature.image", "Your signature",
                PersonalText<Category::signature>::of(order_.person, moment((*signature)->taken)), Provided::yes);
    }

    template <Category C>
    void add(std::string field, std::string_view label, const PersonalText<C>& closed,
             Provided provided = Provided::no) {
        if (auto value = closed.open_if_covered(warrant_))
            held_.values.push_back({C, std::move(field), label, std::move(*value), provided == Provided::yes});
    }
    // What is readable in the database is an opening like any other.
    void add_plain(std::string field, std::string_view label, std::string value) {
        add(std::move(field), label, PersonalText<Category::appointment>::of(order_.person, std::move(value)));
    }
    std::string moment(Instant instant) { return zone_.format_rfc3339(instant); }

    const House& house_;
    store::Tx& tx_;
    const WorkOrder& order_;
    const ForRights& warrant_;
    const Zone& zone_;
    HeldRecord held_;
};

}  // namespace

Holder orders_holder(const House& house) {
    return {.name = "workshop",
            .knows = [](store::Tx& tx, PersonId person) { return !of_person(tx, person).empty(); },
            .describe =
                [&house](store::Tx& tx, PersonId person, const ForRights& warrant) {
                    std::vector<HeldRecord> records;
                    for (const auto& order : of_person(tx, person))
                        records.push_back(Description(house, tx, order, warrant).record());
                    return records;
                },
            .erase = [](store::Tx& tx, PersonId person) -> std::vector<Kept> {
                for (const auto& order : of_person(tx, person)) delete_order(tx, order.id);
                return {};
            }};
}

}  // namespace autojet::workshop
