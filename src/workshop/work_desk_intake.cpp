#include "privacy/shown.hpp"
#include "shop/visit.hpp"
#include "workshop/intake_form.hpp"
#include "workshop/order_page.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

namespace {

struct Typed {
    std::string odometer, fuel, keys, accessories;
    bool signed_on_paper = false;
    std::int64_t seen = 0;
};

void show_form(http::Dict& values, const Typed& typed, const Noted& there) {
    values.set("SEEN", static_cast<long long>(typed.seen));
    values.set("ODOMETER_VALUE", typed.odometer).set("ACCESSORIES_VALUE", typed.accessories);
    values.set("KEYS_VALUE", typed.keys);
    if (typed.signed_on_paper) values.show("SIGNED_ON_PAPER");
    values.set("WAS_ODOMETER", text_of(there.odometer)).set("WAS_FUEL", text_of(there.fuel));
    values.set("WAS_KEYS", text_of(there.keys)).set("WAS_ACCESSORIES", there.accessories);
    values.set("WAS_SIGNED_ON_PAPER", there.signed_on_paper ? "yes" : "");
    for (int eighths = 0; eighths <= fuel_eighths; ++eighths) {
        auto& row = values.add("FUEL").set("VALUE", eighths);
        row.set("LABEL", eighths == 0 ? "0" : eighths == fuel_eighths ? "1" : std::to_string(eighths) + "/8");
        if (typed.fuel == std::to_string(eighths)) row.show("CHOSEN");
    }
}

// What is there and what was typed, in the parts of the page.
class IntakeParts {
public:
    IntakeParts(store::Tx& tx, const House& house, http::Request& request, const WorkOrder& order, http::Dict& values)
        : tx_(tx),
          house_(house),
          request_(request),
          order_(order),
          values_(values),
          warrant_(house.gate.warrant<policy::Purpose::appointment>(tx, shop::visit_of(request).actor, {order.person},
                                                                    shop::visit_of(request).openings)) {}

    // Typed: with the version that it was typed from.
    void show_noted(bool is_retry) {
        const auto stored = load_intake(tx_, house_.vault, order_);
        const auto there = stored && warrant_ ? opened(*stored, *warrant_) : Noted{};
        const auto& form = request_.form();
        show_form(values_,
                  is_retry ? Typed{form.readable("odometer"), form.readable("fuel"), form.readable("keys"),
                                   form.readable("accessories"), form.readable("signed_on_paper") == "yes",
                                   parse_whole(form.readable("seen")).value_or(0)}
                           : Typed{text_of(there.odometer), text_of(there.fuel), text_of(there.keys), there.accessories,
                                   there.signed_on_paper, stored ? stored->edition.version : 0},
                  there);
    }

    void show_marks(bool may_change) {
        const auto marks = marks_of(tx_, house_.vault, order_);
        if (!marks || !warrant_) return;
        for (std::size_t n = 0; n < marks->size(); ++n) {
            const auto& mark = (*marks)[n];
            const auto text = mark.content.open_if_covered(*warrant_);
            if (!text) continue;
            const auto content = mark_content(*text);
            auto& row = values_.add("MARK");
            row.set("NUMBER", n + 1).set("X", content.x).set("Y", content.y).set("LABEL_Y", content.y + 5);
            row.set("DAMAGE", say(label(content.damage)))
                .set("PLACE", say(zone_at(content.x, content.y).label))
                .set("NOTE", content.note);
            if (!content.note.empty()) row.show("WITH_NOTE");
            if (may_change)
                row.add("REMOVE").set("URL", "/desk/orders/" + order_.reference + "/marks/" +
                                                 std::to_string(mark.id.value()) + "/removal");
        }
    }

    void show_choices() {
        const auto& form = request_.form();
        for (const auto& zone : zones()) {
            auto& row = values_.add("ZONE").set("ID", zone.id).set("NAME", say(zone.label));
            row.set("X", zone.x).set("Y", zone.y);
            if (form.readable("zone") == zone.id) row.show("CHOSEN");
        }
        for (const auto damage : all_damages) {
            auto& row = values_.add("DAMAGE").set("VALUE", code(damage)).set("NAME", say(label(damage)));
            if (form.readable("damage") == code(damage)) row.show("CHOSEN");
        }
        const auto usual = order_.stand.state == State::ready ? PhotoMoment::finish : PhotoMoment::intake;
        for (const auto moment : all_photo_moments) {
            auto& row = values_.add("MOMENT").set("VALUE", code(moment)).set("NAME", say(label(moment)));
            if (moment == usual) row.show("CHOSEN");
        }
        values_.set("MARK_NOTE_VALUE", form.readable("mark_note"));
    }

    void show_signature() {
        const auto signature = load_signature(tx_, house_.vault, order_);
        if (signature && *signature && warrant_ && warrant_->covers(order_.person, Category::signature))
            values_.add("SIGNED")
                .set("URL", "/desk/orders/" + order_.reference + "/signature")
                .set("WHEN",
                     moment_text(house_.shops.zone(tx_.shop()), (*signature)->taken, tx_.now(), request_.language));
        else
            values_.show("NOT_SIGNED");
    }

private:
    [[nodiscard]] std::string say(std::string_view english) const {
        return house_.messages.translate(request_.language, english);
    }

    store::Tx& tx_;
    const House& house_;
    http::Request& request_;
    const WorkOrder& order_;
    http::Dict& values_;
    Result<ForWork> warrant_;
};

}  // namespace

http::Response WorkDesk::intake(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    return intake_page(request, account, order, {});
}

http::Response WorkDesk::intake_page(http::Request& request, const staff::Account& account, const WorkOrder& order,
                                     const Said& said) const {
    http::Dict values;
    if (said.conflict)
        show_conflict(values, *said.conflict);
    else
        desk_.show_errors(request, values, said.errors);
    for (const auto& error : said.errors)
        if (error.reason == below_earlier) values.show("ASK_REALLY");

    read(request, [&](store::Tx& tx) {
        OrderPage page(tx, house(), request, account, order, said.errors);
        page.show_head(values);
        page.show_photos(values);
        const auto in_force = house().policies.of(tx);
        const auto show_clause = [&](policy::Clause clause, const std::string& name) {
            const auto may = privacy::may_use(tx, order.person, clause, *in_force);
            if (may)
                values.show(name + "_OPEN");
            else
                desk_.show_closed_clause(request, account, values.add(name + "_SHUT"), clause, may.error());
        };
        show_clause(policy::Clause::condition, "CONDITION");
        show_clause(policy::Clause::photos, "PHOTOS");
        show_clause(policy::Clause::signature, "SIGNATURE");
        IntakeParts parts(tx, house(), request, order, values);
        parts.show_noted(request.path.ends_with("/intake") && request.method == http::Method::post && !said.conflict);
        parts.show_marks(page.may_change());
        parts.show_choices();
        parts.show_signature();
        return 0;
    });
    return desk_.page(request, account, "desk_order_intake.html", values,
                      {.title = say(request, "Intake") + " " + booking::display_reference(order.reference),
                       .description = "",
                       .section = "orders",
                       .personal = true,
                       .form = true,
                       .status = said.errors.empty() ? 200 : http_status(said.errors.front().code)});
}

}  // namespace autojet::workshop
