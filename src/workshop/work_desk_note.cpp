#include "shop/visit.hpp"
#include "workshop/form_reading.hpp"
#include "workshop/intake_form.hpp"
#include "workshop/order_words.hpp"
#include "workshop/work_desk.hpp"

namespace autojet::workshop {

http::Response WorkDesk::note(http::Request& request, const staff::Account& account, const WorkOrder& order) const {
    FormReading form(request.form());
    const auto noted = noted_from(form);
    auto& visit = shop::visit_of(request);
    if (noted.odometer && form.text("really") != "yes") {
        const auto highest = read(request, [&](store::Tx& tx) -> std::optional<std::int64_t> {
            const auto persons = records_of_vehicle(tx, house().vault, order.person);
            const auto warrant =
                house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, persons, visit.openings);
            return warrant ? highest_reading(tx, house().vault, order, *warrant) : std::nullopt;
        });
        if (highest && *noted.odometer < *highest)
            form.refuse({ErrorCode::invalid, std::string(below_earlier),
                         "This is less than this vehicle had before. Is it right?", "odometer"});
    }
    if (!form.errors().empty()) return intake_page(request, account, order, {form.errors(), std::nullopt});
    const auto done = write(request, [&](store::Tx& tx) {
        return note_intake(tx, house(), order.id, noted, form.number("seen", -1), actor_of(request));
    });
    if (done) return http::redirect_see_other(url_of(order) + "/intake#handed-over");
    if (done.error().reason != changed_meanwhile)
        return intake_page(request, account, order, {{done.error()}, std::nullopt});

    const auto conflict = read(request, [&](store::Tx& tx) -> Result<Conflict> {
        const auto stored = load_intake(tx, house().vault, order);
        if (!stored) return tl::unexpected(stored.error());
        const auto warrant =
            house().gate.warrant<policy::Purpose::appointment>(tx, visit.actor, {order.person}, visit.openings);
        if (!warrant) return tl::unexpected(warrant.error());
        const auto there = opened(*stored, *warrant);
        StaffNames names(tx, house(), visit.actor, visit.openings, request.language);
        const auto yes_or_no = [&](const std::string& value) { return say(request, value == "yes" ? "Yes" : "No"); };
        const auto field = [&](const char* name, std::string_view label, std::string theirs) {
            return edited(request.form(), name, say(request, label), std::move(theirs));
        };
        return Conflict{
            .action = url_of(order) + "/intake",
            .theirs = stored->edition,
            .who = names.of(stored->edition.changed_by),
            .when = moment_text(house().shops.zone(tx.shop()), stored->edition.changed, tx.now(), request.language),
            .fields = {field("odometer", "Odometer, km", text_of(there.odometer)),
                       field("fuel", "Fuel, eighths", text_of(there.fuel)), field("keys", "Keys", text_of(there.keys)),
                       field("accessories", "Handed over with it", there.accessories),
                       edited(request.form(), "signed_on_paper", say(request, "Signed on paper"),
                              there.signed_on_paper ? "yes" : "", yes_or_no)}};
    });
    if (!conflict) return gone(request, account, conflict.error());
    return intake_page(request, account, order, {{done.error()}, *conflict});
}

}  // namespace autojet::workshop
