#include <algorithm>

#include "base/text.hpp"
#include "booking/booking_words.hpp"
#include "settings/kinds.hpp"
#include "settings/settings_desk.hpp"
#include "settings/words.hpp"

namespace autojet::settings {

namespace {

using scheduling::all_sizes;
using scheduling::BayState;

const std::string bays_url = "/desk/settings/bays";

Values typed_into(const http::Form& form) {
    std::vector<std::string> sizes;
    for (const auto size : form.all("size")) sizes.emplace_back(size);
    return {{"name", form.text("name")},
            {"kind", form.text("kind")},
            {"state", form.has("state") ? form.text("state") : std::string(code(BayState::in_use))},
            {"sizes", joined(sizes, ",")}};
}

Values empty_bay() {
    return {{"name", ""},
            {"kind", "care"},
            {"state", std::string(code(BayState::in_use))},
            {"sizes", scheduling::text_of({all_sizes.begin(), all_sizes.end()})}};
}

bool any_suits(const std::vector<scheduling::Resource>& bays, const scheduling::Need& need) {
    return std::ranges::any_of(bays, [&](const auto& bay) { return bay.suits(need); });
}

}  // namespace

http::Response SettingsDesk::bays(Request& request, const Account& account) {
    const auto timetable = bookings_.timetable(request.shop);
    const auto say = voice(request);
    const auto& kind = settings_.kind("bay");
    http::Dict values;
    house_.database.read(request.shop, [&](store::Tx& tx) {
        for (const auto* list : {&timetable->rules.resources, &timetable->rules.retired})
            for (const auto& bay : *list) {
                auto& row = values.add(bay.state == BayState::retired ? "RETIRED" : "BAY");
                const auto planned = planned_in(tx, bay.id).size();
                row.set("NAME", bay.name)
                    .set("KIND", kind.show(tx, "kind", std::string(code(bay.kind)), say))
                    .set("SIZES", kind.show(tx, "sizes", scheduling::text_of(bay.sizes), say))
                    .set("STATE", say(scheduling::label(bay.state)))
                    .set("STATE_CLASS", bay.state == BayState::in_use ? "confirmed" : "cancelled")
                    .set("URL", bays_url + "/" + std::to_string(bay.id.value()))
                    .set("PLANNED",
                         std::to_string(planned) + " " + say(planned == 1 ? "booking ahead" : "bookings ahead"));
            }
        return 0;
    });
    if (timetable->rules.resources.empty()) values.show("NOTHING");
    return in_frame(request, account, "settings_bays.html", values, say("Bays"));
}

http::Response SettingsDesk::bay(Request& request, const Account& account) {
    const bool is_new = !request.pattern.ends_with("{bay}");
    Editor editor{.thing = {"bay", is_new ? "" : request.path_parameters.at("bay")},
                  .page = "settings_bay.html",
                  .heading = say(request, is_new ? "New bay" : "Change a bay"),
                  .action = {},
                  .back = bays_url,
                  .typed = {}};
    editor.action = is_new ? bays_url : bays_url + "/" + editor.thing.key;
    if (!is_new && typed_of(request, editor.thing).empty()) return gone(request, account);
    const bool posted = request.method == http::Method::post;
    editor.typed = posted ? typed_into(request.form()) : is_new ? empty_bay() : typed_of(request, editor.thing);
    if (is_new) editor.new_key = [](store::Tx& tx, const Values&) { return new_bay_key(tx); };

    const auto timetable = bookings_.timetable(request.shop);
    const scheduling::ResourceId bay_id{parse_whole(editor.thing.key).value_or(0)};
    editor.fill = [&, timetable](http::Dict& values, const Values& typed, const Errors&) {
        if (!is_new) values.show("HAS_STATE");
        const auto fits = scheduling::sizes_from(value_in(typed, "sizes"));
        for (const auto size : all_sizes) {
            auto& row = values.add("SIZE");
            row.set("ID", code(size))
                .set("NAME", scheduling::name_of(timetable->sizes, size, house_.messages, request.language));
            if (std::ranges::find(fits, size) != fits.end()) row.show("CHECKED");
        }
        if (is_new) return;
        const auto planned = house_.database.read(request.shop, [&](store::Tx& tx) { return planned_in(tx, bay_id); });
        for (const auto& booking : planned)
            values.add("PLANNED")
                .set("URL", "/desk/bookings/" + booking.reference)
                .set("TEXT", booking::when_text(timetable->rules.zone, booking.span.start, request.language) + " · " +
                                 booking::display_reference(booking.reference));
    };
    editor.preview = [&, timetable](store::Tx& tx, http::Dict& values, const Values& wanted) {
        const auto then = with(timetable->rules, {"bay", is_new ? new_bay_key(tx) : editor.thing.key}, wanted);
        for (const auto* service : scheduling::offered(timetable->catalogue, scheduling::Where::desk))
            for (const auto& offer : service->offers)
                if (any_suits(timetable->rules.resources, service->need(offer.size)) &&
                    !any_suits(then.resources, service->need(offer.size)))
                    values.add("WARNING").set(
                        "TEXT",
                        say(request, "No bay could do this any more:") + " " + service->name(request.language) + ", " +
                            scheduling::name_of(timetable->sizes, offer.size, house_.messages, request.language));
        if (value_in(wanted, "state") != code(BayState::in_use) && !is_new)
            show_outside(values, request, planned_in(tx, bay_id));
    };
    return edit(request, account, editor);
}

}  // namespace autojet::settings
